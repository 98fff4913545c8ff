"""Secrets from the person at the terminal, or from standard input. Never from an argument: `ps` shows those."""

import asyncio
import os
import sys

from smtptui.errors import SecretError
from smtptui.secret import Secret


def typed_secret(question: str) -> Secret:
    """One line without echo where standard input is a terminal, else what stands there. Raises SecretError."""
    from smtptui.store.one_line import MAXIMUM_OCTETS, one_line
    from smtptui.store.terminal import ask

    if sys.stdin.isatty():
        return asyncio.run(ask(question))
    return one_line(sys.stdin.buffer.read(MAXIMUM_OCTETS + 1), "standard input")


def new_passphrase() -> Secret:
    """A passphrase to seal with: $SMTPTUI_PASSPHRASE, else typed twice. Raises SecretError."""
    from smtptui.store.terminal import ask
    from smtptui.store.vault import PASSPHRASE_VARIABLE

    if os.environ.get(PASSPHRASE_VARIABLE):
        return Secret(os.environ[PASSPHRASE_VARIABLE])
    passphrase = asyncio.run(ask("New passphrase: "))
    if asyncio.run(ask("The same again: ")) != passphrase:
        raise SecretError("the two passphrases differ", "nothing was written; try again")
    return passphrase
