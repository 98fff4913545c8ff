"""How often the relay is looked at: seldom where that costs much or fails."""

# Of the time that passes, looking may take no more than this.
SHARE = 0.1
_EVERY_S = 2.0
_AT_MOST_S = 60.0


class Pace:
    """Every two seconds, and longer after a look that took long or failed; each failure after another doubles it."""

    def __init__(self) -> None:
        self._failures = 0

    def rest_s(self, took_s: float, *, failed: bool) -> float:
        """How long to wait after a look."""
        self._failures = self._failures + 1 if failed else 0
        doubled_s = _EVERY_S * (1 << min(self._failures, 5))
        return min(max(doubled_s, took_s / SHARE), _AT_MOST_S)
