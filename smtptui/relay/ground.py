"""What a listening side stands on: this machine's Dovecot, master.cf, a certificate. Read by somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from smtptui.relay.machine import TableFile
from smtptui.secret import Secret


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A Dovecot as it is configured: `protocols` are what else it serves."""

    version: str
    mechanisms: tuple[str, ...]
    protocols: tuple[str, ...]
    group: str


class Certificate(NamedTuple):
    """A certificate with its key: where they are, what clients see of it.

    `made` is its text and its key's where it is to be written, None where it is there. `not_after` in UTC.
    """

    path: Path
    key: Path
    fingerprint: str
    names: tuple[str, ...]
    not_after: datetime
    is_self_signed: bool
    made: tuple[str, Secret] | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A machine before it listens. `dovecot` is None where it is not installed.

    `files` are those that an installation writes, as they are now.
    """

    config_directory: Path
    queue_directory: Path
    master_cf: str
    mail_owner: str
    dovecot: Dovecot | None
    certificate: Certificate
    files: Mapping[Path, TableFile] = field(default_factory=dict)
