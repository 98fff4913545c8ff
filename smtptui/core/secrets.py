"""A profile's secret: fetched, kept, forgotten, and where it is."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

from smtptui.errors import ConfigurationError, SecretError
from smtptui.model.provider import Credential
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.store import vault
from smtptui.store.keyring_door import KeyringStatus, keyring_status
from smtptui.text import printable

__all__ = [
    "KeyringStatus",
    "Tidied",
    "check_place",
    "fetcher",
    "forget",
    "keep",
    "keep_sealed",
    "keyring_status",
    "may_ask",
    "tidied",
    "where",
]

_KEYRING = SecretSource(SecretKind.KEYRING)


def fetcher(
    settings: Settings, config_path: Path | None, *, interactive: bool = False
) -> Callable[[], Awaitable[Secret]]:
    """What fetches the secret of these settings when it is called. It raises SecretError.

    `config_path` is the configuration they come from. `interactive` allows a command or a passphrase to ask on the
    terminal: only where nobody else draws on it.
    """

    async def fetch() -> Secret:
        if settings.secret_source is None:
            name = printable(settings.profile)
            raise SecretError(f"profile {name} has no secret", f"`smtptui secret set '{name}'` asks for it")
        return await vault.fetch(
            settings.secret_source, settings.account, config_path=config_path, interactive=interactive
        )

    return fetch


def check_place(settings: Settings, config_path: Path, sealed: Path | None = None) -> None:
    """Refuse before anybody types: no user name, no keyring here, a place that is only read. Raises SecretError.

    `sealed` is the file for `keep_sealed`, where that is meant.
    """
    if not settings.logs_in:
        name = printable(settings.profile)
        raise ConfigurationError(f"profile {name} has no user name to keep a secret for", "set its username first")
    if sealed is None:
        vault.check_place(settings.secret_source or _KEYRING, config_path)
    else:
        vault.check_config(SecretSource(SecretKind.FILE, str(sealed)), config_path)


async def keep(settings: Settings, secret: Secret, config_path: Path | None) -> SecretSource:
    """Put the secret where the profile says, or into the keyring where it says nothing; gives that place.

    Raises SecretError, WriteError.
    """
    source = settings.secret_source or _KEYRING
    await vault.store_secret(source, settings.account, secret, config_path=config_path)
    return source


def keep_sealed(settings: Settings, secret: Secret, passphrase: Secret, path: Path) -> SecretSource:
    """Put the secret into a file that opens with a passphrase, for this account alone; gives the place."""
    vault.store_sealed(path, settings.account, secret, passphrase)
    return SecretSource(SecretKind.FILE, str(path))


async def forget(settings: Settings) -> bool:
    """Remove the secret from the keyring; whether there was one. Raises SecretError for other places."""
    return await vault.forget(settings.secret_source or _KEYRING, settings.account)


def may_ask(settings: Settings, config_path: Path | None) -> bool:
    """Whether the secret may have to be asked for on the terminal. Raises SecretError for a file it cannot read."""
    source = settings.secret_source
    return source is not None and vault.may_ask(source, config_path=config_path)


def where(settings: Settings, config_path: Path | None) -> str:
    """Where the secret would come from, without reading it."""
    if settings.secret_source is None:
        return "nowhere yet: the profile names no place"
    return vault.where(settings.secret_source, settings.account, config_path=config_path)


class Tidied(NamedTuple):
    """A pasted secret as it was meant, and what to say about it."""

    secret: Secret
    notices: tuple[str, ...]


def tidied(secret: Secret, credential: Credential | None) -> Tidied:
    """The secret without what pasting adds: blanks around it, and those within that only its page shows."""
    notices = []
    trimmed = Secret(secret.reveal().strip())
    if trimmed != secret:
        notices.append("blanks around it were left out")
    if credential is not None and credential.remove_blanks and trimmed != (whole := _without_blanks(trimmed)):
        trimmed = whole
        notices.append("the blanks within it were left out")
    if credential is not None and (doubt := _doubt(trimmed, credential)):
        notices.append(doubt)
    return Tidied(trimmed, tuple(notices))


def _doubt(secret: Secret, credential: Credential) -> str | None:
    """What may be wrong with the secret; a shape never refuses one, for providers change theirs."""
    if mistake := credential.mistake_in(secret.reveal()):
        return mistake
    if credential.pattern and not credential.pattern.fullmatch(secret.reveal()):
        return f"it does not look like what is asked for: {credential.label}"
    return None


def _without_blanks(secret: Secret) -> Secret:
    return Secret("".join(secret.reveal().split()))
