"""What was exported before."""

from typing import NamedTuple


class LastExport(NamedTuple):
    """The key of a format or deployment, the reader's version and another path than the usual one."""

    key: str
    target: str | None = None
    path: str | None = None
