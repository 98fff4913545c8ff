"""What would change so that the local Postfix hands its mail to a profile's provider."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from smtptui.model.relay_listening import Listening
from smtptui.secret import Secret

# Files that are no tables, by what they are.
KEY, CERTIFICATE, SERVICE = "key", "certificate", "service"


class Change(NamedTuple):
    """A parameter of main.cf. `before` is the value in effect as it is written, None where nobody can say.

    `after` is None where it goes out of main.cf, so that Postfix's own value counts again.
    """

    name: str
    before: str | None
    after: str | None
    topic: str


class TableState(StrEnum):
    """How a table stands against the plan; `UNKNOWN` where only root may read it."""

    NEW = "new"
    CHANGED = "changed"
    CURRENT = "current"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Table:
    """A file that is written whole. `text` is all of it, which may hold a login; `lines` are ours, for people.

    `map_type` is Postfix's type of table, or a word for a file of another kind.
    """

    path: Path
    map_type: str
    text: Secret
    lines: tuple[str, ...]
    state: TableState
    mode: int
    is_compiled: bool
    owner: str = "root:root"

    def as_json(self) -> dict[str, Any]:
        """Without what nobody may see."""
        return {
            "path": str(self.path),
            "type": self.map_type,
            "mode": f"{self.mode:04o}",
            "owner": self.owner,
            "lines": list(self.lines),
            "state": self.state.value,
        }


class PlannedListening(NamedTuple):
    """A listening side. `dovecot` is the folder of the dovecot.conf that checks logins.

    `fingerprint` and `names` are those of the certificate; `is_self_signed`: nobody else has signed it.
    """

    service: Listening
    dovecot: Path
    fingerprint: str
    names: tuple[str, ...]
    is_self_signed: bool

    def as_json(self) -> dict[str, Any]:
        """The `listening` object."""
        return {
            **self.service.as_json(),
            "fingerprint": self.fingerprint,
            "certificate_names": list(self.names),
            "self_signed": self.is_self_signed,
        }


@dataclass(frozen=True, slots=True)
class RelayPlan:
    """Every change that makes a Postfix the relay of a profile; nothing of it is done yet.

    `relayhost` is empty for delivery without a relay. `packages` are Debian's names of what is missing here, `notes`
    say why something is planned, `warnings` what the operator should weigh.
    """

    profile: str
    config_directory: Path
    relayhost: str
    changes: tuple[Change, ...]
    tables: tuple[Table, ...]
    packages: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    listening: PlannedListening | None = None

    @property
    def is_empty(self) -> bool:
        """Whether all of it stands already."""
        return not self.changes and all(one.state is TableState.CURRENT for one in self.tables)

    @property
    def needs_restart(self) -> bool:
        """Whether a reload is too little: postconf(5) wants a restart after these.

        So does another listening side: a restart tells at once whether the port could be had, and no process is left
        that shows the former certificate.
        """
        anew = [one.map_type for one in self.tables if one.state is not TableState.CURRENT]
        return bool({KEY, CERTIFICATE, SERVICE} & set(anew)) or any(
            one.name in ("inet_interfaces", "inet_protocols") for one in self.changes
        )

    def as_json(self) -> dict[str, Any]:
        """What `relay plan --json` prints."""
        return {
            "profile": self.profile,
            "config_directory": str(self.config_directory),
            "relayhost": self.relayhost or None,
            "parameters": [one._asdict() for one in self.changes],
            "tables": [one.as_json() for one in self.tables],
            "packages": list(self.packages),
            "notes": list(self.notes),
            "warnings": list(self.warnings),
            "listening": self.listening and self.listening.as_json(),
            "changes_nothing": self.is_empty,
        }
