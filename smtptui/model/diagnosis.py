"""An answer to "why": cause, how sure, what to do."""

from enum import StrEnum
from typing import Any, NamedTuple

UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How sure a diagnosis is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Diagnosis(NamedTuple):
    """A cause in words. `fix` may have several lines, one step each; `also` are labels the evidence allows too.

    `ruled_out` says what the session itself excludes, in the operator's words ("port blocked").
    """

    cause: str
    confidence: Confidence
    summary: str
    fix: str
    link: str | None = None
    evidence: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the cause."""
        return self.cause != UNKNOWN

    def as_json(self) -> dict[str, Any]:
        """The `diagnosis` object of the contract."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in self._asdict().items()}
