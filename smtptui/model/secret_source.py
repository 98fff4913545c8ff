"""Where a profile's secret lives: `keyring`, `env:NAME`, `file:PATH` or `command:COMMAND`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class SecretKind(StrEnum):
    """The kinds of places; `NONE` for a profile that logs in nowhere."""

    KEYRING = "keyring"
    ENV = "env"
    FILE = "file"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class SecretSource:
    """A place for a secret, never the secret. `argument` is the NAME, PATH or COMMAND; empty for the keyring."""

    kind: SecretKind
    argument: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `keyring`, `env:NAME`, `file:PATH`, `command:COMMAND`. Raises ValueError that says what is allowed."""
        kind, _, argument = text.partition(":")
        allowed = "allowed: keyring, env:NAME, file:PATH, command:COMMAND"
        if kind not in tuple(SecretKind):
            # What was written here may be the secret itself: never repeat it.
            raise ValueError(f"this names no place for a secret; {allowed}")
        if (kind == SecretKind.KEYRING) != (not argument.strip()):
            raise ValueError(f"{kind}: what stands after it is not right; {allowed}")
        return cls(SecretKind(kind), argument)

    def __str__(self) -> str:
        return f"{self.kind}:{self.argument}" if self.argument else str(self.kind)
