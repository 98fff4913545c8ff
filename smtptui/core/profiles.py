"""The saved profiles: list, get, use, save, delete, rename."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from smtptui import providers
from smtptui.errors import ConfigurationError, WriteError
from smtptui.model.configuration import Configuration
from smtptui.model.profile import Profile
from smtptui.store import config_file, fields
from smtptui.store.paths import providers_folder
from smtptui.text import printable

if TYPE_CHECKING:
    from smtptui.model.history import HistoryEntry


class ListedProfile(NamedTuple):
    """A profile as lists show it: whether it is the active one, and its last session, None before the first."""

    profile: Profile
    active: bool
    last: "HistoryEntry | None"


def load(config_path: Path) -> Configuration:
    """The configuration, its providers looked up. Raises ConfigurationError."""
    folder = providers_folder(config_path)
    return config_file.load(config_path, lambda name: providers.exists(name, folder))


def listed(configuration: Configuration, results: "Mapping[str, HistoryEntry]") -> Sequence[ListedProfile]:
    """The saved profiles in the file's order; `results` is what `last_results` gave."""
    return [
        ListedProfile(profile, name == configuration.active, results.get(name))
        for name, profile in configuration.profiles.items()
    ]


def described(one: ListedProfile, folder: Path) -> dict[str, Any]:
    """A listed profile for JSON: its keys as they are written, of a secret only the place, and the last session."""
    values = fields.as_written(one.profile)
    credential = providers.load(one.profile.provider, folder).username
    if credential is not None and credential.is_secret:
        values.pop("username", None)
    if one.profile.secret is not None:
        values["secret"] = one.profile.secret.shown
    last = one.last.as_json() if one.last else None
    return {"profile": one.profile.name, "active": one.active, **values, "last": last}


def last_results() -> "Mapping[str, HistoryEntry]":
    """Each profile's last session. Raises WriteError where the history cannot be used."""
    from smtptui.store import history

    return history.last_results()


def get(configuration: Configuration, name: str | None) -> Profile:
    """The profile of that name, or without a name the active one. Raises ConfigurationError that says what to do."""
    wanted = name if name is not None else configuration.active
    if wanted is None:
        raise _none_active(configuration)
    if (profile := configuration.profiles.get(wanted)) is None:
        raise _unknown(configuration, wanted)
    return profile


def use(configuration: Configuration, name: str) -> None:
    """Make a profile the active one. Raises ConfigurationError, WriteError."""
    from smtptui.store import profile_edit

    profile_edit.set_active(configuration.path, get(configuration, name).name)


def save(config_path: Path, before: Profile | None, after: Profile) -> None:
    """Save what differs from `before`, as it was read (None: a new profile); another name renames it.

    Raises ConflictError where somebody else changed the same, ConfigurationError, WriteError.
    """
    from smtptui.store import profile_edit

    profile_edit.save_profile(config_path, before, after)
    if before is not None and before.name != after.name:
        _rename_history(before.name, after.name)


def delete(config_path: Path, profile: Profile) -> Callable[[], None]:
    """Take a profile away, as it was read. Its secret and its history stay. Raises ConflictError, WriteError.

    What is returned brings it back, and raises ConfigurationError or WriteError where it cannot.
    """
    from smtptui.store import profile_edit

    deleted = profile_edit.delete_profile(config_path, profile)
    return lambda: profile_edit.undelete_profile(config_path, deleted)


def move(config_path: Path, name: str, by: int) -> None:
    """Let a profile change places with the one so many places behind it. Raises ConfigurationError, WriteError."""
    from smtptui.store import profile_edit

    profile_edit.move_profile(config_path, name, by)


def rename(config_path: Path, profile: Profile, name: str) -> Profile:
    """Give a profile another name, in its place; its history goes with it. Raises what `save` raises."""
    renamed = profile._replace(name=name)
    save(config_path, profile, renamed)
    return renamed


def _rename_history(old: str, new: str) -> None:
    from smtptui.store import history

    try:
        history.rename(old, new)
    except WriteError as error:
        raise WriteError(f"the profile is renamed, its history is not: {error.message}", error.advice) from error


def _none_active(configuration: Configuration) -> ConfigurationError:
    if not configuration.profiles:
        return ConfigurationError(
            f"{configuration.path} holds no profile yet", "`smtptui` opens the form for the first"
        )
    first = printable(next(iter(configuration.profiles)))
    return ConfigurationError("no profile is active", f"name one, or choose: smtptui use '{first}'")


def _unknown(configuration: Configuration, name: str) -> ConfigurationError:
    from difflib import get_close_matches

    near = get_close_matches(name, configuration.profiles, n=3, cutoff=0.5)
    advice = f"did you mean {' or '.join(map(printable, near))}? " if near else ""
    return ConfigurationError(f'there is no profile "{printable(name)}"', f"{advice}`smtptui profiles` lists them")
