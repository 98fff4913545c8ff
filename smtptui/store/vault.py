"""A secret from wherever its profile says: the keyring, a variable, a file or a command.

Nothing falls back to another place by itself. `account` is host, in lower case, and user name (empty where the secret
stands for it): what the keyring and a sealed file are keyed by, so that no other configuration gets the secret sent
to a host of its own.
"""

import os
from pathlib import Path

from smtptui.daemon import in_daemon
from smtptui.errors import SecretError
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.secret import Secret
from smtptui.store import keyring_door, sealed, secret_file
from smtptui.store.atomic import write_atomically
from smtptui.store.one_line import one_line
from smtptui.store.safety import refuse_foreign_word
from smtptui.store.terminal import ask, turn
from smtptui.text import decoded

Account = tuple[str, str]

PASSPHRASE_VARIABLE = "SMTPTUI_PASSPHRASE"  # noqa: S105 - the name of a variable


async def fetch(
    source: SecretSource, account: Account, *, config_path: Path | None = None, interactive: bool = False
) -> Secret:
    """The secret. Raises SecretError that says what to do.

    `config_path` is the configuration that the source stands in. `interactive` allows a command or a passphrase to
    ask on the terminal: only where nobody else draws on it.
    """
    check_config(source, config_path)
    if source.kind is SecretKind.KEYRING:
        return await _from_keyring(account)
    if source.kind is SecretKind.ENV:
        return _from_variable(source.argument)
    if source.kind is SecretKind.FILE:
        return await _from_file(secret_file.path_of(source.argument, config_path), account, interactive=interactive)
    from smtptui.store import secret_command  # only here, with shlex and what starts a process

    return await secret_command.run(source.argument, interactive=interactive)


def check_place(source: SecretSource, config_path: Path | None = None) -> None:
    """Refuse a place that takes no secret from us, before anybody types one. Raises SecretError that says why."""
    check_config(source, config_path)
    if source.kind is SecretKind.KEYRING:
        keyring_door.check()
    elif source.kind is not SecretKind.FILE:
        raise SecretError(f"{source.shown}: smtptui only reads this place", _by_hand(source))
    elif _holds_sealed(path := secret_file.path_of(source.argument, config_path)):
        # Never from sealed to clear by itself.
        raise SecretError(f"{path} is sealed with a passphrase", f"seal it anew: --sealed '{path}'")


async def store_secret(
    source: SecretSource, account: Account, secret: Secret, *, config_path: Path | None = None
) -> None:
    """Keep the secret, in the keyring or in the file that `source` names. Raises SecretError, WriteError."""
    check_place(source, config_path)
    if source.kind is SecretKind.KEYRING:
        await keyring_door.keep(account, secret)
    else:
        path = secret_file.path_of(source.argument, config_path)
        write_atomically(path, f"{secret.reveal()}\n".encode())


def store_sealed(path: Path, account: Account, secret: Secret, passphrase: Secret) -> None:
    """Keep the secret in a file that opens with a passphrase. Raises WriteError."""
    write_atomically(path, sealed.seal(secret, passphrase, account).encode())


async def forget(source: SecretSource, account: Account) -> bool:
    """Remove the secret from the keyring; whether there was one. Raises SecretError for a place that is not ours."""
    if source.kind is SecretKind.KEYRING:
        return await keyring_door.forget(account)
    raise SecretError(f"{source.shown}: smtptui does not empty this place", _by_hand(source))


def may_ask(source: SecretSource, *, config_path: Path | None = None) -> bool:
    """Whether fetching it may ask on the terminal: by a command of its own, or for a file's passphrase."""
    if source.kind is SecretKind.FILE and not os.environ.get(PASSPHRASE_VARIABLE):
        return _holds_sealed(secret_file.path_of(source.argument, config_path))
    return source.kind is SecretKind.COMMAND


def where(source: SecretSource, account: Account, *, config_path: Path | None = None) -> str:
    """Where the secret would come from, for people, without reading it."""
    if source.kind is SecretKind.KEYRING:
        return f'keyring: item "{keyring_door.user_key(account)}" of service "{keyring_door.SERVICE}"'
    if source.kind is SecretKind.ENV:
        state = "set" if os.environ.get(source.argument) else "not set"
        return f"environment variable {source.argument}, {state} here"
    if source.kind is SecretKind.FILE:
        path = secret_file.path_of(source.argument, config_path)
        return f"file {path}, {'there' if path.exists() else 'not there'}"
    return f"what {source.shown} prints"


def check_config(source: SecretSource, config_path: Path | None) -> None:
    """Refuse `file:` and `command:` in a configuration that others can write. Raises SecretError."""
    if config_path is not None and source.kind in (SecretKind.FILE, SecretKind.COMMAND):
        refuse_foreign_word(config_path, source.kind)


def _holds_sealed(path: Path) -> bool:
    return path.is_file() and sealed.is_sealed(decoded(secret_file.read(path)))


def _by_hand(source: SecretSource) -> str:
    if source.kind is SecretKind.ENV:
        return f"set or unset the variable {source.argument} where smtptui is started"
    if source.kind is SecretKind.FILE:
        return f"remove it yourself: {source.argument}"
    return "change the secret in the program that the command asks"


async def _from_keyring(account: Account) -> Secret:
    secret = await keyring_door.fetch(account)
    if secret is None:
        host, username = account
        raise SecretError(
            f'the keyring holds no secret for "{username}" at {host}', "`smtptui secret set` puts it there"
        )
    return secret


def _from_variable(name: str) -> Secret:
    if not os.environ.get(name):
        raise SecretError(f"the environment variable {name} is not set", "set it where smtptui is started")
    return one_line(os.fsencode(os.environ[name]), f"the environment variable {name}")


async def _from_file(path: Path, account: Account, *, interactive: bool) -> Secret:
    content = one_line(secret_file.read(path), str(path))
    if not sealed.is_sealed(content.reveal()):
        return content
    # One at a time, also without a question: each takes 32 MiB for a third of a second.
    async with turn():
        passphrase = await _passphrase(path, interactive=interactive)
        return await in_daemon(lambda: sealed.unseal(content.reveal(), passphrase, account))


async def _passphrase(path: Path, *, interactive: bool) -> Secret:
    if os.environ.get(PASSPHRASE_VARIABLE):
        return _from_variable(PASSPHRASE_VARIABLE)
    if not interactive:
        raise SecretError(f"{path} opens with a passphrase", f"set ${PASSPHRASE_VARIABLE}, or start it on a terminal")
    return await ask(f"Passphrase for {path}: ")
