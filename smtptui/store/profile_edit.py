"""Profiles written to config.toml: what others changed meanwhile is merged, a key that both changed is a conflict."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from smtptui.errors import ConfigurationError, ConflictError
from smtptui.model.profile import Profile
from smtptui.store.config_edit import Change, Edited, edit, put_back
from smtptui.store.config_file import dotted, tables_of
from smtptui.store.fields import KEYS, FieldError, as_written, check_name, same, shown
from smtptui.text import printable


def save_profile(path: Path, before: Profile | None, after: Profile) -> None:
    """Write what differs between `before`, as the caller read it (None: a new profile), and `after`.

    A key that somebody else changed meanwhile keeps their value; where both changed the same key, nothing is written.
    Another name renames the profile. Raises ConflictError, ConfigurationError, WriteError.
    """
    edit(path, lambda theirs: _saving(theirs, before, after))


class Deleted(NamedTuple):
    """A profile that was taken away: all its keys as they were written, and the file's text."""

    name: str
    table: Mapping[str, Any]
    was_active: bool
    edited: Edited


def delete_profile(path: Path, before: Profile) -> Deleted:
    """Take the profile away. Raises ConflictError where somebody changed it since it was read as `before`."""
    edited = edit(path, lambda theirs: _deleting(theirs, before))
    tables = tables_of(edited.before, path)
    return Deleted(before.name, _profile_in(tables, before.name) or {}, tables.get("active") == before.name, edited)


def undelete_profile(path: Path, deleted: Deleted) -> None:
    """Bring it back byte for byte; where the file was written since, with all its keys behind the other profiles.

    Raises ConfigurationError where there is another of its name by now, WriteError.
    """
    if not put_back(path, deleted.edited):
        edit(path, lambda theirs: _undeleting(theirs, deleted))


def move_profile(path: Path, name: str, by: int) -> None:
    """Let the profile change places with the one so many places behind it. Raises ConfigurationError, WriteError."""
    edit(path, lambda theirs: _moving(theirs, name, by))


def set_active(path: Path, name: str) -> None:
    """Make a profile the active one. Raises ConfigurationError where there is none of this name."""
    edit(path, lambda theirs: _activating(theirs, name))


def _saving(theirs: dict[str, Any], before: Profile | None, after: Profile) -> Sequence[Change]:
    _check_new_name(theirs, before, after)
    ours, base = as_written(after), as_written(before) if before else {}
    table = _profile_in(theirs, before.name if before else after.name)
    if table is None and before is not None:
        raise _conflict([(_key(before.name), "deleted", "changed")])
    now = table or {}
    # A profile that somebody else made meanwhile under our new name shares no history with ours.
    keys = [key for key in KEYS if not same(key, base.get(key), ours.get(key)) or (table and before is None)]
    _refuse_conflicts(after.name, keys, base, now, ours)
    renamed = before is not None and before.name != after.name
    return [
        *(_renaming(theirs, before.name, after.name) if before and renamed else ()),
        *(_setting(after.name, key, ours.get(key)) for key in keys if not same(key, now.get(key), ours.get(key))),
        *((_setting(after.name, "provider", ours["provider"]),) if not now and "provider" not in keys else ()),
    ]


def _check_new_name(theirs: dict[str, Any], before: Profile | None, after: Profile) -> None:
    try:
        check_name(after.name)
    except FieldError as error:
        raise ConfigurationError(f"the profile's name {error.problem}", f"allowed: {error.allowed}") from None
    if before is not None and before.name != after.name and _profile_in(theirs, after.name) is not None:
        raise ConfigurationError(f'there is already a profile "{printable(after.name)}"', "choose another name")


def _refuse_conflicts(
    name: str, keys: Sequence[str], base: dict[str, Any], now: dict[str, Any], ours: dict[str, Any]
) -> None:
    conflicts = [
        (_key(name, key), shown(key, now.get(key)), shown(key, ours.get(key)))
        for key in keys
        if not same(key, now.get(key), base.get(key)) and not same(key, now.get(key), ours.get(key))
    ]
    if conflicts:
        raise _conflict(conflicts)


def _deleting(theirs: dict[str, Any], before: Profile) -> Sequence[Change]:
    now, base = _profile_in(theirs, before.name), as_written(before)
    if now is None:
        return []
    changed = [key for key in KEYS if not same(key, now.get(key), base.get(key))]
    if changed:
        raise _conflict([(_key(before.name, key), shown(key, now.get(key)), "deleted") for key in changed])
    return [
        lambda editor: editor.remove(("profiles", before.name)),
        *((lambda editor: editor.remove(("active",)),) if theirs.get("active") == before.name else ()),
    ]


def _undeleting(theirs: dict[str, Any], deleted: Deleted) -> Sequence[Change]:
    if _profile_in(theirs, deleted.name) is not None:
        raise ConfigurationError(f'there is already a profile "{printable(deleted.name)}"', "rename that one first")
    return [
        *(_setting(deleted.name, key, value) for key, value in deleted.table.items()),
        *(
            (lambda editor: editor.set(("active",), deleted.name),)
            if deleted.was_active and not theirs.get("active")
            else ()
        ),
    ]


def _moving(theirs: dict[str, Any], name: str, by: int) -> Sequence[Change]:
    names = list(theirs.get("profiles", {}))
    if name not in names or not 0 <= (place := names.index(name) + by) < len(names):
        return []
    return [lambda editor: editor.swap(("profiles", name), ("profiles", names[place]))]


def _activating(theirs: dict[str, Any], name: str) -> Sequence[Change]:
    if _profile_in(theirs, name) is None:
        raise ConfigurationError(f'there is no profile "{printable(name)}"', "`smtptui profiles` lists them")
    return [] if theirs.get("active") == name else [lambda editor: editor.set(("active",), name)]


def _renaming(theirs: dict[str, Any], old: str, new: str) -> Sequence[Change]:
    return [
        lambda editor: editor.rename(("profiles", old), ("profiles", new)),
        *((lambda editor: editor.set(("active",), new),) if theirs.get("active") == old else ()),
    ]


def _setting(name: str, key: str, value: Any) -> Change:
    path = ("profiles", name, key)
    return lambda editor: editor.remove(path) if value is None else editor.set(path, value)


def _profile_in(theirs: dict[str, Any], name: str) -> dict[str, Any] | None:
    table: dict[str, Any] | None = theirs.get("profiles", {}).get(name)
    return table


def _key(*names: str) -> str:
    return dotted(("profiles", *names))


def _conflict(conflicts: Sequence[tuple[str, str, str]]) -> ConflictError:
    words = ", ".join(f"{key} is now {theirs}, ours {ours}" for key, theirs, ours in conflicts)
    return ConflictError(f"somebody else changed the same meanwhile: {words}", conflicts, "nothing was written")
