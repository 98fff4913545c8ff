"""What an installation changed, kept beside main.cf, so that it can be taken back. It holds no secret."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from smtptui.errors import ConfigurationError
from smtptui.relay.dovecot_files import OUTSIDE
from smtptui.relay.machine import OwnChange
from smtptui.store.staging import Identity, identity_of
from smtptui.text import printable

MAIN_CF = "main.cf"
NAME = "smtptui-relay.json"
# What stands beside it only while a change is made.
JOURNAL, SCRATCH = "smtptui-relay.unfinished", "smtptui-relay.scratch"
_VERSION = 1


class OwnTable(NamedTuple):
    """A table that was written: the copy of what stood there and its mode, None where nothing did.

    `identity` is by what ours is known.
    """

    backup: str | None
    identity: Identity | None
    mode: int | None


@dataclass(frozen=True, slots=True)
class Record:
    """An installation: `backup` is the copy of main.cf before it, `digest` tells main.cf after it.

    `copies` are all that were made of files in their place, by name.
    """

    profile: str
    parameters: Mapping[str, OwnChange] = field(default_factory=dict)
    tables: Mapping[str, OwnTable] = field(default_factory=dict)
    backup: str | None = None
    digest: str = ""
    copies: tuple[str, ...] = ()

    def octets(self) -> bytes:
        """The record as it is written."""
        content = {
            "version": _VERSION,
            "profile": self.profile,
            "parameters": {name: list(own) for name, own in self.parameters.items()},
            "tables": {name: [own.backup, own.identity, own.mode] for name, own in self.tables.items()},
            "backup": self.backup,
            "digest": self.digest,
            "copies": self.copies,
        }
        return (json.dumps(content, indent=2) + "\n").encode()


def read_record(folder: Path) -> Record | None:
    """The record of this Postfix; None where nothing was installed. Raises ConfigurationError for a damaged one."""
    path = folder / NAME
    try:
        octets = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return _record(json.loads(octets))
    except (ValueError, TypeError, KeyError) as error:
        shown = printable(str(path))
        advice = "what was there before stands in the copies main.cf.*.bak beside it"
        raise ConfigurationError(f"{shown} is damaged ({type(error).__name__})", advice) from None


def _record(content: dict[str, Any]) -> Record:
    if content["version"] != _VERSION:
        raise ValueError("another version")
    return Record(
        profile=content["profile"],
        parameters={name: OwnChange(*own) for name, own in content["parameters"].items()},
        tables={
            name: OwnTable(backup, Identity(*identity) if identity else None, mode)
            for name, (backup, identity, mode) in content["tables"].items()
        },
        backup=content["backup"],
        digest=content["digest"],
        copies=tuple(content["copies"]),
    )


def key_of(path: Path, copy: Path | None = None) -> str:
    """By what a record names a file, or a copy of it: its name, or its whole path where it is not beside main.cf."""
    return str(copy or path) if path.name in OUTSIDE else (copy or path).name


def dovecot_of(record: Record | None) -> Path | None:
    """The folder of the dovecot.conf that an installation has told who may log in."""
    files = [Path(name) for name in record.tables if name.startswith("/")] if record else []
    return files[0].parent.parent if files else None


def is_unfinished(folder: Path) -> bool:
    """Whether a change of the files in this configuration folder was killed, or is being made."""
    return (folder / JOURNAL).exists() or (folder / SCRATCH).exists()


def digest_of(octets: bytes) -> str:
    """By what a main.cf is known again."""
    return sha256(octets).hexdigest()


def identity_at(path: Path) -> Identity | None:
    """By what the file there is known again; None without one."""
    try:
        return identity_of(path.lstat())
    except FileNotFoundError:
        return None
