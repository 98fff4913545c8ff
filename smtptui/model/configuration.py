"""What config.toml holds, checked."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from smtptui.model.profile import Profile

DEFAULT_KEEP_DAYS = 365
_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Configuration(NamedTuple):
    """The operator's configuration as it was read; empty where the file does not exist.

    `profiles` stand in the file's order. `ui`, `keys` and `deployments` are the tables as they were written.
    `relay_instance` is the folder of the main.cf of the Postfix that is meant; None is this machine's own. `warnings`
    are sentences about what was read but not understood; all of that survives every write.
    """

    path: Path
    providers_folder: Path
    active: str | None = None
    profiles: Mapping[str, Profile] = _EMPTY
    ui: Mapping[str, Any] = _EMPTY
    keys: Mapping[str, str] = _EMPTY
    keep_days: int = DEFAULT_KEEP_DAYS
    deployments: Mapping[str, Any] = _EMPTY
    relay_instance: Path | None = None
    warnings: tuple[str, ...] = ()
