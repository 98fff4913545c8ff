"""What config.toml holds, checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smtptui.model.profile import Profile

DEFAULT_KEEP_DAYS = 365


@dataclass(frozen=True, slots=True)
class Configuration:
    """The operator's configuration as it was read; empty where the file does not exist.

    `profiles` stand in the file's order. `ui`, `keys` and `deployments` are the tables as they were written. `warnings`
    are sentences about what was read but not understood; all of that survives every write.
    """

    path: Path
    providers_folder: Path
    active: str | None = None
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    ui: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    keep_days: int = DEFAULT_KEEP_DAYS
    deployments: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
