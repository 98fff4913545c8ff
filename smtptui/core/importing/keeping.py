"""An import written down: the secret where the operator wants it, the profile into config.toml."""

from pathlib import Path
from typing import NamedTuple

from smtptui import providers
from smtptui.core import profiles, secrets
from smtptui.core.importing.reading import Imported
from smtptui.core.settings import resolve
from smtptui.errors import ConfigurationError, SecretError, WriteError
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.model.settings import Settings
from smtptui.providers.ses import check_access_key, derive_smtp_password, looks_like_secret_key
from smtptui.secret import Secret
from smtptui.store import vault
from smtptui.store.paths import providers_folder
from smtptui.text import printable

# The places that smtptui writes; the others it only reads.
WRITTEN = (SecretKind.KEYRING, SecretKind.FILE)


class Kept(NamedTuple):
    """What was written. `changed` is False where the profile stood there already, word for word."""

    profile: Profile
    changed: bool


class Planned(NamedTuple):
    """A profile that is about to be written: what stands under its name, its settings, and its secret."""

    config_path: Path
    before: Profile | None
    profile: Profile
    settings: Settings
    secret: Secret


def with_derived_password(imported: Imported, config_path: Path) -> Imported:
    """The SMTP password of Amazon SES in place of the IAM secret key. Raises SecretError, ConfigurationError."""
    profile = imported.found.profile
    if profile is None or profile.provider != "ses":
        raise ConfigurationError("an SMTP password is derived for Amazon SES alone", "leave --from-iam-key out")
    check_access_key(profile.username or "")
    region = resolve(profile, _provider(profile, config_path)).region
    if region is None:
        raise ConfigurationError("the SMTP password depends on the region", "the file has to name it by its host")
    derived = derive_smtp_password(imported.found.secret, region)
    notices = tuple(notice for notice in imported.found.notices if "IAM secret access key" not in notice)
    return imported._replace(found=imported.found._replace(secret=derived, notices=notices))


def holds_iam_key(imported: Imported) -> bool:
    """Whether an IAM secret key stands where Amazon SES wants an SMTP password."""
    profile = imported.found.profile
    return profile is not None and profile.provider == "ses" and looks_like_secret_key(imported.found.secret)


def planned(config_path: Path, imported: Imported, name: str | None, *, force: bool) -> Planned:
    """What would be written. Raises WriteError where another profile has the name, ConfigurationError."""
    found = imported.found.profile
    if found is None:
        raise ConfigurationError(f"{imported.source} holds no profile", "`smtptui formats` lists what is known")
    profile = found._replace(name=name or found.name)
    before = profiles.load(config_path).profiles.get(profile.name)
    if before is not None:
        # Neither its group nor its place for the secret stands in any file.
        profile = profile._replace(group=before.group, secret=before.secret)
        if profile != before and not force:
            raise WriteError(
                f'there is a profile "{printable(profile.name)}", and it says something else',
                "--as NAME gives this one another name; --force replaces it",
            )
    return Planned(
        config_path, before, profile, resolve(profile, _provider(profile, config_path)), imported.found.secret
    )


def _provider(profile: Profile, config_path: Path) -> Provider:
    return providers.load(profile.provider, providers_folder(config_path))


async def keep(plan: Planned, place: SecretSource | None, *, force: bool) -> Kept:
    """Put the secret away, then write the profile. Raises SecretError, WriteError, ConfigurationError.

    A place that only others write (`env:`, `command:`) is written down as it is; where there is none, so is nothing.
    """
    profile = plan.profile if place is None else plan.profile._replace(secret=place)
    settings = plan.settings._replace(secret_source=profile.secret)
    if place is not None and place.kind in WRITTEN and plan.secret:
        secrets.check_place(settings, plan.config_path)
        await _refuse_another(plan, settings, force=force)
        await secrets.keep(settings, plan.secret, plan.config_path)
    elif place is not None:
        vault.check_config(place, plan.config_path)
    if profile != plan.before:
        profiles.save(plan.config_path, plan.before, profile)
    return Kept(profile, profile != plan.before)


async def _refuse_another(plan: Planned, settings: Settings, *, force: bool) -> None:
    """A secret that is kept there already may be the one that works, and a file may be anything."""
    source = settings.secret_source
    if force or source is None:
        return
    try:
        if await secrets.fetcher(settings, plan.config_path)() == plan.secret:
            return
    except SecretError:
        if not _is_there(source):
            return
    raise WriteError(
        f"{source.shown} holds something else already", "--force replaces it; --secret-store names another place"
    )


def _is_there(source: SecretSource) -> bool:
    """Whether a file stands in the place; a keyring that gives nothing holds nothing."""
    return source.kind is SecretKind.FILE and Path(source.argument).exists()
