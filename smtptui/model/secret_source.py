"""Where a profile's secret lives: `keyring`, `env:NAME`, `file:PATH` or `command:COMMAND`."""

import re
from enum import StrEnum
from typing import NamedTuple, Self

# POSIX.1-2017 section 8.1: the names that shells can set.
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ALLOWED = "allowed: keyring, env:NAME, file:PATH, command:COMMAND"


class SecretKind(StrEnum):
    """The kinds of places."""

    KEYRING = "keyring"
    ENV = "env"
    FILE = "file"
    COMMAND = "command"


class SecretSource(NamedTuple):
    """A place for a secret, never the secret. `argument` is the NAME, PATH or COMMAND; empty for the keyring."""

    kind: SecretKind
    argument: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `keyring`, `env:NAME`, `file:PATH`, `command:COMMAND`. Raises ValueError that says what is allowed."""
        kind, _, argument = text.partition(":")
        # What was written here may be the secret itself: never repeat it.
        if kind not in tuple(SecretKind):
            raise ValueError(f"this names no place for a secret; {_ALLOWED}")
        if (kind == SecretKind.KEYRING) != (not argument.strip()) or not argument.isprintable():
            raise ValueError(f"{kind}: what stands after it is not right; {_ALLOWED}")
        if kind == SecretKind.ENV and not _VARIABLE.fullmatch(argument):
            raise ValueError(f"env: what stands after it is no name of a variable; {_ALLOWED}")
        return cls(SecretKind(kind), argument)

    def __str__(self) -> str:
        return f"{self.kind}:{self.argument}" if self.argument else str(self.kind)

    @property
    def shown(self) -> str:
        """The place for people. A command is cut after the program's name: its arguments are nobody's business."""
        if self.kind is not SecretKind.COMMAND:
            return str(self)
        words = self.argument.split(maxsplit=1)
        return f"command:{words[0]}{' …' if len(words) > 1 else ''}"
