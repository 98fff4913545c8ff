"""Where an imported secret goes: an option says it, or whoever sits at the terminal."""

import sys
from pathlib import Path

from smtptui.cli.console import Console
from smtptui.errors import MisuseError
from smtptui.model.secret_source import SecretKind, SecretSource

NOWHERE = "none"
_CHOICE = "keyring, file:PATH, env:NAME, command:COMMAND or none"


def place_in(words: str) -> SecretSource | None:
    """The place that was typed; None for «none». A path counts from the current folder. Raises MisuseError."""
    if words == NOWHERE:
        return None
    try:
        place = SecretSource.parse(words)
    except ValueError:
        # What was typed here may be the secret itself.
        raise MisuseError("that names no place for a secret", f"allowed: {_CHOICE}") from None
    if place.kind is SecretKind.FILE:
        return place._replace(argument=str(Path(place.argument).expanduser().absolute()))
    return place


def ask_place(console: Console) -> SecretSource | None:
    """Ask on the terminal; Enter is the keyring. Raises MisuseError where there is none."""
    if not someone_is_there():
        raise MisuseError("there is a secret in it, and nobody to say where it goes", f"--secret-store with {_CHOICE}")
    console.talk(f"Where shall the secret be kept? {_CHOICE}")
    return place_in(answer("[keyring] ") or SecretKind.KEYRING)


def someone_is_there() -> bool:
    """Whether a question can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answer(question: str) -> str:
    """One line from the terminal."""
    sys.stderr.write(f"  {question}")
    sys.stderr.flush()
    return sys.stdin.readline().strip()
