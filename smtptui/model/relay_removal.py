"""What taking a relay's installation back would change, and what the operator has changed since and keeps."""

from dataclasses import dataclass
from typing import Any

from smtptui.model.relay_plan import Change


@dataclass(frozen=True, slots=True)
class Removal:
    """The way back. `kept` are parameters with the value that the operator gave them since.

    `is_whole`: main.cf goes back byte for byte. `tables` are file names: those that get their former content, those
    that go, those that stay because they were changed since.
    """

    profile: str
    changes: tuple[Change, ...]
    kept: tuple[tuple[str, str], ...]
    is_whole: bool
    restored_tables: tuple[str, ...]
    removed_tables: tuple[str, ...]
    kept_tables: tuple[str, ...]

    @property
    def needs_restart(self) -> bool:
        """Whether a reload is too little."""
        return any(one.name in ("inet_interfaces", "inet_protocols") for one in self.changes)

    def as_json(self) -> dict[str, Any]:
        """What `relay remove --json` prints."""
        return {
            "profile": self.profile,
            "parameters": [one._asdict() for one in self.changes],
            "kept": dict(self.kept),
            "byte_for_byte": self.is_whole,
            "tables": {
                "restored": list(self.restored_tables),
                "removed": list(self.removed_tables),
                "kept": list(self.kept_tables),
            },
        }
