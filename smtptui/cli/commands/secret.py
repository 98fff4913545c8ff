"""`smtptui secret`: put a profile's secret where it is kept, take it away, or say where that is."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.errors import ConfigurationError, MisuseError
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings
from smtptui.text import printable

if TYPE_CHECKING:
    from smtptui.model.secret_source import SecretSource
    from smtptui.secret import Secret


@dataclass(frozen=True, slots=True)
class _Target:
    """The profile whose secret it is about."""

    config_path: Path
    profile: Profile
    provider: Provider
    settings: Settings


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("set", "forget", "where"), help="what to do with the secret")
    parser.add_argument("profile", metavar="PROFILE", help="whose secret")
    parser.add_argument(
        "--from-iam-key",
        action="store_true",
        help="set, for Amazon SES: give the IAM secret access key; the SMTP password is derived, and only that is kept",
    )
    parser.add_argument(
        "--sealed",
        metavar="FILE",
        type=Path,
        help="set: keep it in FILE, sealed with a passphrase ($SMTPTUI_PASSPHRASE, or asked for)",
    )


def _run(arguments: Namespace, context: Context) -> int:
    if arguments.action != "set" and (arguments.from_iam_key or arguments.sealed):
        raise MisuseError("--from-iam-key and --sealed go with `secret set`", "leave them out")
    target = _target(arguments, context.config_path)
    if arguments.action == "set":
        _set(arguments, context.console, target)
    elif arguments.action == "forget":
        _forget(context.console, target)
    else:
        _where(context.console, target)
    return ExitCode.PASSED


def _target(arguments: Namespace, config_path: Path) -> _Target:
    from smtptui import providers
    from smtptui.core import profiles
    from smtptui.core.settings import resolve

    configuration = profiles.load(config_path)
    profile = profiles.get(configuration, arguments.profile)
    provider = providers.load(profile.provider, configuration.providers_folder)
    if arguments.from_iam_key:
        _check_iam(profile, provider)
    return _Target(config_path, profile, provider, resolve(profile, provider))


def _where(console: Console, target: _Target) -> None:
    from smtptui.core import secrets

    console.data(printable(secrets.where(target.settings, target.config_path)))


def _forget(console: Console, target: _Target) -> None:
    import asyncio

    from smtptui.core import secrets

    found = asyncio.run(secrets.forget(target.settings))
    words = "its secret is no longer in the keyring" if found else "the keyring held no secret for its account"
    console.talk(f"{printable(target.profile.name)}: {words}")


def _set(arguments: Namespace, console: Console, target: _Target) -> None:
    from smtptui.core import secrets

    sealed = arguments.sealed.expanduser().absolute() if arguments.sealed else None
    secrets.check_place(target.settings, target.config_path, sealed)
    secret = _asked(arguments, console, target)
    source = _keep(target, secret, sealed)
    _write_place(target, source)
    console.talk(f"{printable(target.profile.name)}: kept in {printable(source.shown)}")


def _asked(arguments: Namespace, console: Console, target: _Target) -> "Secret":
    from smtptui.cli.asking import typed_secret
    from smtptui.core import secrets

    credential = target.provider.secret
    label = "IAM secret access key" if arguments.from_iam_key else credential.label if credential else "Secret"
    typed = typed_secret(f"{label} of {printable(target.profile.name)}: ")
    tidy = secrets.tidied(typed, None if arguments.from_iam_key else credential)
    for notice in tidy.notices:
        console.talk(f"▲ {notice}")
    return _derived(target, tidy.secret) if arguments.from_iam_key else tidy.secret


def _check_iam(profile: Profile, provider: Provider) -> None:
    from smtptui.providers.ses import check_access_key

    if provider.name != "ses":
        raise MisuseError(f"--from-iam-key is for Amazon SES, not {provider.title}", "leave it out")
    # Before the settings are resolved: the reason says more than that the user name has the wrong shape.
    check_access_key(profile.username or "")


def _derived(target: _Target, key: "Secret") -> "Secret":
    from smtptui.providers.ses import check_access_key, derive_smtp_password

    if target.settings.region is None:
        raise ConfigurationError("the SMTP password depends on the region", "set the profile's region first")
    check_access_key(key.reveal())
    return derive_smtp_password(key, target.settings.region)


def _keep(target: _Target, secret: "Secret", sealed: Path | None) -> "SecretSource":
    import asyncio

    from smtptui.cli.asking import new_passphrase
    from smtptui.core import secrets

    if sealed is None:
        return asyncio.run(secrets.keep(target.settings, secret, target.config_path))
    return secrets.keep_sealed(target.settings, secret, new_passphrase(), sealed)


def _write_place(target: _Target, source: "SecretSource") -> None:
    """Write the place into the profile where it does not say it yet."""
    from smtptui.core import profiles

    if target.profile.secret != source:
        profiles.save(target.config_path, target.profile, target.profile._replace(secret=source))


COMMAND = Command(
    help="keep a profile's secret, remove it, or say where it is",
    description="The secret is asked for without echo, or read from standard input; it is never an argument.",
    configure=_configure,
    run=_run,
)
