"""All that a diagnosis may read of one failure. Every part may be missing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple


class Evidence(NamedTuple):
    """`provider` is any name, also one outside the catalogue. `stage` is a stage's name or None.

    `settings` holds what mattered: host, port, security, mechanism, username, capabilities (list of EHLO lines).
    `known_cause` is the label that the transport itself established. Texts are as the peer wrote them.
    """

    provider: str | None = None
    stage: str | None = None
    code: int | None = None
    enhanced: str | None = None
    text: str = ""
    exception: str = ""
    settings: Mapping[str, Any] = MappingProxyType({})
    known_cause: str | None = None
    passed_stages: tuple[str, ...] = ()
