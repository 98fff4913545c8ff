"""What this tool sent of late, against the limits that the provider states. Others who send are not counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from smtptui.model.history import HistoryEntry
from smtptui.model.provider import Limit, LimitUnit, LimitWindow, Provider
from smtptui.model.report import Outcome

# A month is what leaves no doubt: nobody says on which day a provider's own month begins.
_WINDOWS = {
    LimitWindow.SECOND: timedelta(seconds=1),
    LimitWindow.MINUTE: timedelta(minutes=1),
    LimitWindow.HOUR: timedelta(hours=1),
    LimitWindow.DAY: timedelta(days=1),
    LimitWindow.MONTH: timedelta(days=31),
}
LONGEST_WINDOW = max(_WINDOWS.values())
_COUNTED_UNITS = (LimitUnit.MESSAGES, LimitUnit.RECIPIENTS)
# A message whose outcome nobody knows may have counted; it counts here.
_COUNTED_OUTCOMES = (Outcome.ACCEPTED, Outcome.UNKNOWN)
# What a refusal closes, and for how long at most where the provider does not say.
_CLOSED_BY = {"daily_quota_exceeded": LimitWindow.DAY, "rate_limited": LimitWindow.MINUTE}


@dataclass(frozen=True, slots=True)
class LimitUse:
    """One limit: how much of it is used, and when room comes back.

    `used` counts messages or recipients of this tool in the window that ends now. `reopens_at` is None while there is
    room; it is the moment when the oldest of them leaves the window, or when a refusal's window is over at the latest.
    `refused` is the provider's own word, where it closed the window.
    """

    limit: Limit
    used: int
    reopens_at: datetime | None = None
    refused: str | None = None

    @property
    def left(self) -> int:
        """How many more fit in."""
        return 0 if self.refused else max(0, int(self.limit.value) - self.used)

    def as_json(self) -> dict[str, Any]:
        """An element of `smtptui limits --json`."""
        return {
            "limit": self.limit.value,
            "unit": self.limit.unit.value,
            "window": self.limit.window.value,
            "plan": self.limit.plan,
            "used": self.used,
            "left": self.left,
            "reopens_at": self.reopens_at.isoformat(timespec="seconds") if self.reopens_at else None,
            "refused": self.refused,
            "source": self.limit.fact.source,
            "checked": self.limit.fact.checked,
        }


def uses(provider: Provider, sends: Sequence[HistoryEntry], now: datetime) -> tuple[LimitUse, ...]:
    """Every limit of the provider that counts over a time. `sends` are one account's, in any order."""
    ordered = sorted(sends, key=lambda entry: entry.when)
    counted = [limit for limit in provider.limits if limit.unit in _COUNTED_UNITS and limit.window in _WINDOWS]
    return tuple(_use(limit, ordered, now) for limit in counted)


def _use(limit: Limit, sends: Sequence[HistoryEntry], now: datetime) -> LimitUse:
    window = _WINDOWS[limit.window]
    counted = [entry for entry in sends if entry.when > now - window and entry.outcome in _COUNTED_OUTCOMES]
    used = sum(_amount(limit, entry) for entry in counted)
    if refusal := _refusal(limit, sends, now):
        return LimitUse(limit, used, refusal.when + window, refusal.reply_text or refusal.cause)
    return LimitUse(limit, used, _room_at(limit, counted, used, window))


def _amount(limit: Limit, entry: HistoryEntry) -> int:
    return len(entry.recipients) if limit.unit is LimitUnit.RECIPIENTS else 1


def _room_at(limit: Limit, counted: Sequence[HistoryEntry], used: int, window: timedelta) -> datetime | None:
    """When so many have left the window that one more fits."""
    excess = used - int(limit.value) + 1
    if excess <= 0:
        return None
    for entry in counted:
        excess -= _amount(limit, entry)
        if excess <= 0:
            return entry.when + window
    return None


def _refusal(limit: Limit, sends: Sequence[HistoryEntry], now: datetime) -> HistoryEntry | None:
    """The refusal that keeps the window closed: nothing was accepted after it, and its time is not over."""
    for entry in reversed(sends):
        if entry.outcome == Outcome.ACCEPTED:
            return None
        if _CLOSED_BY.get(entry.cause or "") is limit.window:
            return entry if entry.when + _WINDOWS[limit.window] > now else None
    return None


def would_pass(found: Sequence[LimitUse], messages: int, recipients: int) -> LimitUse | None:
    """The first limit that sending so many more would pass. Rates are kept by pacing, not by asking."""
    for use in found:
        wanted = messages if use.limit.unit is LimitUnit.MESSAGES else recipients
        lasting = use.limit.window not in (LimitWindow.SECOND, LimitWindow.MINUTE)
        if lasting and use.left < wanted:
            return use
    return None


def warning_of(use: LimitUse, messages: int, zone: tzinfo | None = None) -> str:
    """What is to be said before so many messages pass this limit; the time in `zone`, else in this machine's."""
    if use.refused:
        until = f" until {use.reopens_at.astimezone(zone):%Y-%m-%d %H:%M} at the latest" if use.reopens_at else ""
        return f"the provider closed this account's window{until}: {use.refused}"
    return f"{messages} more would pass the limit of {use.limit} ({use.limit.plan}); {use.used} are sent"
