"""Scenes of the local relay: its queue full, draining and empty, and no Postfix at all."""

from collections.abc import Sequence
from datetime import timedelta

from smtptui.errors import ConfigurationError
from smtptui.model.relay import QueuedMessage
from smtptui.tui.relay_trend import Trend
from tests.tui.still.relay import LIMIT, REFUSED, StillRelay, waiting
from tests.tui.still_workspace import NOW, StillWorkspace
from tests.tui.story import Story

_HEAD = "2026-11-21T{time}+00:00 web1 postfix/{service}[4711]: "


def _logged(time: str, number: int, status: str, reason: str) -> str:
    to = f"4XyZ{number:05}: to=<friend{number}@example.com>, relay=in-v3.mailjet.com[104.199.96.85]:587"
    head = _HEAD.format(time=time, service="smtp")
    return f"{head}{to}, delay=1.2, delays=0.1/0/0.5/0.6, dsn=4.7.1, status={status} ({reason})"


LOG = (
    _HEAD.format(time="11:58:01", service="postfix-script") + "starting the Postfix mail system",
    _logged("11:58:40", 90, "sent", "250 2.0.0 Ok: queued as 8d1c"),
    _logged("11:59:02", 37, "deferred", LIMIT),
    _logged("11:59:03", 36, "deferred", LIMIT),
    _HEAD.format(time="11:59:20", service="smtpd") + "warning: hostname web2 does not resolve to address 10.0.0.7",
    _logged("11:59:31", 7, "deferred", REFUSED),
)
DRAINED = (*LOG[:2], *(_logged(f"11:59:{30 + n}", 40 - n, "sent", "250 2.0.0 Ok: queued as 8d1c") for n in range(8)))


def _workspace(messages: Sequence[QueuedMessage], log: Sequence[str]) -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.relay = StillRelay(messages, log)
    return workspace


def full() -> StillWorkspace:
    """Thirty-seven for one reason, three for another, one held."""
    held = waiting(41, queue="hold")
    return _workspace([held, *(waiting(n, REFUSED if n < 4 else LIMIT) for n in range(1, 41))], LOG)


def draining() -> StillWorkspace:
    """The provider takes mail again."""
    return _workspace([waiting(n, None, "active") for n in range(1, 5)], DRAINED)


def empty() -> StillWorkspace:
    """All was handed on."""
    return _workspace((), DRAINED)


def without_postfix() -> StillWorkspace:
    """No Postfix here."""
    workspace = _workspace((), ())
    assert isinstance(workspace.relay, StillRelay)
    workspace.relay.error = ConfigurationError(
        "Postfix is not installed here: there is no postconf", "install Postfix first"
    )
    return workspace


def _seen_before(story: Story, totals: Sequence[int]) -> None:
    """What was looked at in the half minutes before now."""
    story.screen.relay_trend = Trend()
    for ago, total in enumerate(reversed(totals), 1):
        story.screen.relay_trend.add(NOW - ago * timedelta(seconds=30), total)


async def grown(story: Story) -> None:
    """Open the screen on a queue that has grown."""
    _seen_before(story, [0, 0, 2, 2, 5, 9, 12, 20, 26, 33, 38])
    await story.press("ctrl+f")
    await story.sees("messages")
    await story.sees("deferred friend7@example.com")


async def one_reason(story: Story) -> None:
    """List the messages of the second reason alone."""
    await grown(story)
    await story.press("o")
    await story.sees("2 reasons")
    await story.press("down", "enter")
    await story.sees("messages for this reason")


async def shrunk(story: Story) -> None:
    """Open the screen on a queue that has shrunk."""
    _seen_before(story, [38, 38, 37, 38, 38, 30, 22, 15, 9])
    await story.press("ctrl+f")
    await story.sees("sent friend33@example.com")


async def missing(story: Story) -> None:
    """Open the screen where there is none."""
    await story.press("ctrl+f")
    await story.sees("Postfix is not installed here")


async def message(story: Story) -> None:
    """Open the message under the cursor."""
    await grown(story)
    await story.press("down", "enter")
    await story.sees("Subject: Your order")
