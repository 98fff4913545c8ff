"""What stands on a machine before a plan for its Postfix is made: plain values, read by somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from smtptui.secret import Secret

SYSTEM_TRUST = Path("/etc/ssl/certs/ca-certificates.crt")
DEFAULT_TYPE = "default_database_type"


class TableFile(NamedTuple):
    """A table that was looked for. `text` is None where there is none, or where only root may read it.

    `is_compiled` says that postmap(1) has run since it was written.
    """

    text: Secret | None = None
    is_readable: bool = True
    is_compiled: bool = False


class OwnChange(NamedTuple):
    """A parameter that an earlier installation changed: what main.cf said before, None for nothing, and since."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Machine:
    """A Postfix as it is, or a machine that has none.

    `values` are parameters in effect, as they are written, without their names expanded; `main_cf` is the file itself.
    `tables` are by file name, `own` what an earlier installation changed, by parameter. `host` is what it calls
    itself, `origin` what it adds to a name without a domain.
    """

    config_directory: Path
    has_postfix: bool = True
    has_sasl: bool = True
    has_trust: bool = True
    has_log: bool = True
    main_cf: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    map_types: tuple[str, ...] = ()
    tables: Mapping[str, TableFile] = field(default_factory=dict)
    own: Mapping[str, OwnChange] = field(default_factory=dict)
    host: str = ""
    origin: str = ""

    def table(self, name: str) -> TableFile:
        """What was found of a table."""
        return self.tables.get(name, TableFile())
