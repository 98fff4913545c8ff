"""What taking a relay's installation back would change, and what the operator has changed since and keeps."""

from dataclasses import dataclass
from typing import Any

from smtptui.model.relay_plan import Change


@dataclass(frozen=True, slots=True)
class Removal:
    """The way back. `kept` are parameters with the value that the operator gave them since.

    `is_whole`: main.cf goes back byte for byte. `tables` are file names: those that get their former content, those
    that go, those that stay because they were changed since. `ends_listening`: the service that was added to master.cf
    goes out of it. `kept_copies` stay with what was changed since: they alone tell what was there before; every other
    copy goes.
    """

    profile: str
    changes: tuple[Change, ...]
    kept: tuple[tuple[str, str], ...]
    is_whole: bool
    ends_listening: bool
    restored_tables: tuple[str, ...]
    removed_tables: tuple[str, ...]
    kept_tables: tuple[str, ...]
    kept_copies: tuple[str, ...]

    @property
    def needs_restart(self) -> bool:
        """Whether a reload is too little."""
        return self.ends_listening or any(one.name in ("inet_interfaces", "inet_protocols") for one in self.changes)

    def as_json(self) -> dict[str, Any]:
        """What `relay remove --json` prints."""
        return {
            "profile": self.profile,
            "parameters": [one._asdict() for one in self.changes],
            "kept": dict(self.kept),
            "byte_for_byte": self.is_whole,
            "ends_listening": self.ends_listening,
            "tables": {
                "restored": list(self.restored_tables),
                "removed": list(self.removed_tables),
                "kept": list(self.kept_tables),
            },
            "kept_copies": list(self.kept_copies),
        }
