"""The system's keyring: Secret Service, macOS or Windows. The one door to keyring.

keyring by itself takes whatever backend is installed, a plain-text file among them (keyrings.alt), and whatever its
own configuration names. Here only the platform's own keyring counts.
"""

import asyncio
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from smtptui.daemon import in_daemon
from smtptui.errors import SecretError
from smtptui.secret import Secret
from smtptui.text import printable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "smtptui"
_ELSEWHERE = (
    "keep it elsewhere: env:NAME, file:PATH or command:COMMAND in the profile, "
    "or `smtptui secret set PROFILE --sealed FILE` for a file with a passphrase"
)
_LOCKED = f"unlock it, or {_ELSEWHERE}"
# A keyring that asks on a screen that nobody sees never answers.
_TIMEOUT_S = 60.0
_NAMES = {"darwin": "macOS Keychain", "win32": "Windows Credential Manager"}


class KeyringStatus(NamedTuple):
    """Whether this machine has a keyring that we use. `reason` says why not; empty where it has."""

    available: bool
    name: str
    reason: str = ""


def keyring_status() -> KeyringStatus:
    """Look for the keyring, without opening it. Takes about a tenth of a second: call it in a thread."""
    name = _NAMES.get(sys.platform, "Secret Service")
    try:
        check()
    except SecretError as error:
        return KeyringStatus(False, name, error.message)
    return KeyringStatus(True, name)


def check() -> None:
    """Refuse to go on without a keyring. Raises SecretError that says where else a secret can be kept."""
    _backend()


def user_key(account: tuple[str, str]) -> str:
    """The item's user name: host and user name together, so that a secret is found for its own host alone."""
    host, username = account
    return f"{username}@{host}"


async def fetch(account: tuple[str, str]) -> Secret | None:
    """The secret that is kept for host and user name, None if there is none. Raises SecretError."""
    kept = await _ask(lambda keyring: Secret(keyring.get_password(SERVICE, user_key(account)) or ""))
    return kept or None


async def keep(account: tuple[str, str], secret: Secret) -> None:
    """Keep the secret for host and user name, in place of what was kept for them. Raises SecretError."""
    await _ask(lambda keyring: keyring.set_password(SERVICE, user_key(account), secret.reveal()))


async def forget(account: tuple[str, str]) -> bool:
    """Remove the secret; whether there was one. Raises SecretError."""
    if await fetch(account) is None:
        return False
    await _ask(lambda keyring: keyring.delete_password(SERVICE, user_key(account)))
    return True


async def _ask(question: Callable[["KeyringBackend"], T]) -> T:
    try:
        async with asyncio.timeout(_TIMEOUT_S):
            return await in_daemon(lambda: _answer(question))
    except TimeoutError:
        raise SecretError(f"the keyring did not answer within {_TIMEOUT_S:.0f} s", _LOCKED) from None


def _answer(question: Callable[["KeyringBackend"], T]) -> T:
    keyring = _backend()
    try:
        return question(keyring)
    except _failures() as error:
        raise SecretError(f"the keyring did not open: {_words(error)}", _LOCKED) from None


def _backend() -> "KeyringBackend":
    """The platform's own keyring. Raises SecretError where it has none, or none that runs."""
    backend = _backend_class()
    try:
        # keyring's way to ask whether a backend works here: its priority cannot be computed where it does not.
        _ = backend.priority
    except _failures() as error:
        raise SecretError(f"this machine has no keyring that can be used: {_words(error)}", _ELSEWHERE) from None
    return backend()


def _backend_class() -> "type[KeyringBackend]":
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as MacKeyring

        return MacKeyring
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        return WinVaultKeyring
    from keyring.backends.SecretService import Keyring

    return Keyring


def _failures() -> tuple[type[Exception], ...]:
    """What the backends raise: their own errors, and those of the libraries below that they let through."""
    from keyring.errors import KeyringError

    if sys.platform != "linux":
        return (KeyringError, RuntimeError, OSError)
    from jeepney import DBusErrorResponse  # type: ignore[import-untyped]
    from secretstorage.exceptions import SecretStorageException

    return (KeyringError, RuntimeError, OSError, SecretStorageException, DBusErrorResponse)


def _words(error: Exception) -> str:
    return printable(str(error)) or type(error).__name__
