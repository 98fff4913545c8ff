"""The passwords that a relay logs in with, known only in order to be masked wherever a server echoes them."""

from collections.abc import Iterator
from pathlib import Path

from smtptui.secret import Redactor, Secret
from smtptui.text import decoded

_MAXIMUM_OCTETS = 4 * 1024 * 1024
# Tables that postmap(1) makes from a text file of the same name, or that are that text file.
_FROM_TEXT = frozenset({"hash", "btree", "lmdb", "cdb", "dbm", "sdbm", "texthash"})


def redactor_of(password_maps: str) -> Redactor:
    """Masks every password of smtp_sasl_password_maps that can be read: for root all of them, for others none."""
    return Redactor(secret for table in password_maps.replace(",", " ").split() for secret in _secrets(table))


def _secrets(table: str) -> Iterator[Secret]:
    kind, _, name = table.partition(":")
    if kind == "static":
        yield Secret(name.partition(":")[2])
    elif kind in _FROM_TEXT:
        for line in _lines(Path(name)):
            # A key, white space, and a login that is split at the first colon (SASL_README).
            _, _, login = line.replace("\t", " ").partition(" ")
            yield Secret(login.partition(":")[2].strip())


def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            octets = file.read(_MAXIMUM_OCTETS)
    except OSError:
        # Who cannot read the file cannot know what to mask, nor could the log's reader.
        return []
    return [line for line in decoded(octets).splitlines() if line.strip() and not line.startswith("#")]
