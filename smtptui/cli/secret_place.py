"""Where an imported secret goes: an option says it, or whoever sits at the terminal."""

import sys
from collections.abc import Sequence
from pathlib import Path

from smtptui.cli.console import Console
from smtptui.errors import MisuseError
from smtptui.formats._base import file_name
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


def places_of_their_own(place: SecretSource | None, profiles: Sequence[str]) -> Sequence[SecretSource | None]:
    """The same place for each of several profiles; of a file, one beside the other. Raises MisuseError."""
    if len(profiles) < 2 or place is None or place.kind is SecretKind.KEYRING:
        return [place] * len(profiles)
    if place.kind is not SecretKind.FILE:
        raise MisuseError(
            f"{place.shown} gives one secret, and there are {len(profiles)}", "--account NAME imports one of them"
        )
    return [place._replace(argument=f"{place.argument}.{file_name(name)}") for name in profiles]


def ask_place(console: Console, secrets: int = 1) -> SecretSource | None:
    """Ask on the terminal; Enter is the keyring. Raises MisuseError where there is none."""
    nobody = MisuseError("there is a secret in it, and nobody to say where it goes", f"--secret-store with {_CHOICE}")
    if not someone_is_there():
        raise nobody
    what = "the secret" if secrets == 1 else f"the {secrets} secrets"
    console.talk(f"Where shall {what} be kept? {_CHOICE}")
    said = answer("[keyring] ")
    if said is None:
        raise nobody
    return place_in(said or SecretKind.KEYRING)


def someone_is_there() -> bool:
    """Whether a question can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answer(question: str) -> str | None:
    """One line from the terminal; None where it ends without one (Ctrl-D)."""
    sys.stderr.write(f"  {question}")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        return None
    return line.strip()
