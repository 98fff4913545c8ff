"""How much a relay's queue held in the last minutes."""

from datetime import datetime, timedelta

MINUTES = 10
_BAR = timedelta(seconds=30)
_BARS = int(timedelta(minutes=MINUTES) / _BAR)


class Trend:
    """A value for each half minute, the last one that was seen in it; None where nobody looked."""

    def __init__(self) -> None:
        self._totals: dict[int, int] = {}

    def add(self, at: datetime, total: int) -> None:
        """The queue held so many messages at a moment."""
        newest = _place(at)
        self._totals[newest] = total
        self._totals = {place: kept for place, kept in self._totals.items() if place > newest - _BARS}

    def forget(self) -> None:
        """It is another relay's queue from now on."""
        self._totals.clear()

    def bars(self) -> list[float | None]:
        """From the first half minute that was seen to the last."""
        if not self._totals:
            return []
        return [self._totals.get(place) for place in range(min(self._totals), max(self._totals) + 1)]


def _place(at: datetime) -> int:
    return int(at.timestamp() // _BAR.total_seconds())
