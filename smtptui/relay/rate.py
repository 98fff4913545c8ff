"""The pace that a provider allows, as Postfix keeps it."""

import math
from collections.abc import Mapping, Sequence

from smtptui.model.provider import Limit, LimitUnit, LimitWindow

_SECONDS = {LimitWindow.SECOND: 1, LimitWindow.MINUTE: 60, LimitWindow.HOUR: 3600}
# Postfix waits whole seconds. One second for a limit far above it would slow mail for nothing.
_FASTEST_PER_SECOND = 5.0


def rate_of(limits: Sequence[Limit]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Parameters that keep every limit which holds for all plans, and a sentence for each.

    Windows longer than an hour are not paced. With smtp_destination_rate_delay, messages to the relay go out one at a
    time (postconf(5)).
    """
    parameters: dict[str, str] = {}
    notes: list[str] = []
    longest_s = 0
    for limit in limits:
        if not limit.plan.startswith("all"):
            continue
        if limit.window is LimitWindow.AT_ONCE and limit.unit is LimitUnit.CONNECTIONS:
            parameters["smtp_destination_concurrency_limit"] = str(max(1, int(limit.value)))
            notes.append(_note(limit))
        elif delay_s := _delay_s(limit):
            longest_s = max(longest_s, delay_s)
            parameters["smtp_destination_rate_delay"] = f"{longest_s}s"
            notes.append(_note(limit))
    return parameters, tuple(notes)


def _delay_s(limit: Limit) -> int:
    """Whole seconds between two messages; 0 where the limit asks for no pace."""
    window_s = _SECONDS.get(limit.window)
    if window_s is None or limit.unit is not LimitUnit.MESSAGES or limit.value <= 0:
        return 0
    return math.ceil(window_s / limit.value) if limit.value / window_s < _FASTEST_PER_SECOND else 0


def _note(limit: Limit) -> str:
    return f"the provider allows {limit} ({limit.fact.source}, {limit.fact.checked})"
