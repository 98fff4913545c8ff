"""Each distinct reply once, with its count; bounded, whatever a log holds."""

import re
from collections.abc import Iterator

from smtptui.diagnosis.log_lines import Found
from smtptui.diagnosis.signature import signature
from smtptui.model.failure_kind import FailureKind

MAXIMUM_DISTINCT = 2000

_ENHANCED = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")
_LENGTH_THAT_COUNTS = 400


class Tally:
    """Counts failures that differ only in ids, addresses and times as one, and keeps the first of each."""

    def __init__(self) -> None:
        self._counted: dict[FailureKind, tuple[Found, int]] = {}
        # A log reader gives the same value for lines of one kind: their key is worked out once.
        self._keys: dict[Found, FailureKind] = {}
        self.others = 0

    def add(self, found: Found) -> None:
        """Count one; beyond the bound a new one is only counted among `others`."""
        key = self.kind(found)
        first, count = self._counted.get(key, (found, 0))
        if count == 0 and len(self._counted) >= MAXIMUM_DISTINCT:
            self.others += 1
        else:
            self._counted[key] = (first, count + 1)

    def __iter__(self) -> Iterator[tuple[Found, int]]:
        """The distinct failures, the most frequent first, then in the log's order."""
        return iter(sorted(self._counted.values(), key=lambda item: -item[1]))

    def __len__(self) -> int:
        return len(self._counted)

    def kind(self, found: Found) -> FailureKind:
        """What a failure has in common with those that are counted as the same."""
        key = self._keys.get(found)
        if key is None:
            if len(self._keys) >= MAXIMUM_DISTINCT:
                self._keys.clear()
            key = self._keys[found] = kind_of(found)
        return key


def kind_of(found: Found) -> FailureKind:
    """The same, worked out anew."""
    enhanced = _ENHANCED.search(found.text)
    words = found.text[:_LENGTH_THAT_COUNTS].encode("utf-8", "replace")
    return found.code, enhanced[0] if enhanced else "", signature(words)
