"""Scenes of the app, for the snapshot tests and for the screenshots alike."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from textual import events
from textual.pilot import Pilot

from smtptui.core.limits import LimitUse
from smtptui.core.workspace.sandbox import BANNER
from smtptui.model.fingerprint import LastGood
from smtptui.model.provider import Fact, Limit, LimitUnit, LimitWindow
from smtptui.tui.app import SmtptuiApp
from smtptui.tui.desk import Desk
from smtptui.tui.form.fields import Field
from smtptui.tui.widgets.pick_list import PickList
from tests.tui import exporting, relay_scenes, sessions
from tests.tui.received import RECEIVED
from tests.tui.still_workspace import NOW, StillInbox, StillWorkspace
from tests.tui.story import Story

_FACT = Fact("the provider's page", "2026-11-20")
TINY, NARROW, WIDE, HUGE = (40, 10), (80, 24), (120, 36), (200, 50)
Play = Callable[[Story], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: what the app was opened on, and what was done until it looks like this."""

    name: str
    size: tuple[int, int]
    play: Play
    workspace: Callable[[], StillWorkspace] = StillWorkspace
    theme: str = "dark"

    @property
    def title(self) -> str:
        """For file names and tests."""
        theme = "" if self.theme == "dark" else f"-{self.theme}"
        return f"{self.name}{theme}-{self.size[0]}x{self.size[1]}"

    def app(self) -> SmtptuiApp:
        """The app before anything was done."""
        workspace = self.workspace()
        workspace.profiles.theme = self.theme
        desk = Desk(workspace, lambda: NOW)
        desk.load()
        return SmtptuiApp(desk)

    async def run(self, pilot: Pilot[None]) -> None:
        """Do it."""
        assert isinstance(pilot.app, SmtptuiApp)
        story = Story(pilot.app, pilot, [])
        await story.until(lambda: story.app.focused is not None and bool(story.screen.last_sessions))
        await self.play(story)
        await story.settle()


def _empty() -> StillWorkspace:
    return StillWorkspace(())


def _worked_before() -> StillWorkspace:
    workspace = StillWorkspace()
    marks = sessions.GOOD_MARKS
    workspace.history.good = LastGood(
        NOW - timedelta(days=3), marks._replace(mechanisms=("CRAM-MD5", *marks.mechanisms))
    )
    return workspace


def _closed() -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = sessions.unreachable
    return workspace


def _closed_but_for_tls() -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = lambda settings: (
        sessions.passed(settings) if settings.endpoint.port == 465 else sessions.unreachable(settings)
    )
    return workspace


def _passing() -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = sessions.passed
    return workspace


def _under_way() -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = sessions.stuck_at_auth
    workspace.sessions.hold = asyncio.Event()
    return workspace


def demo() -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.banner = BANNER
    return workspace


def _with_inbox() -> StillWorkspace:
    workspace = demo()
    workspace.inbox = StillInbox(RECEIVED)
    return workspace


def _several() -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.sessions.many_replays = [sessions.accepted, sessions.rejected]
    workspace.history.limit_uses = [
        LimitUse(Limit(200, LimitUnit.RECIPIENTS, LimitWindow.DAY, "sandbox", _FACT), 12),
        LimitUse(Limit(1, LimitUnit.MESSAGES, LimitWindow.SECOND, "sandbox", _FACT), 0),
    ]
    return workspace


def _limit_closed() -> StillWorkspace:
    workspace = StillWorkspace()
    limit = Limit(200, LimitUnit.RECIPIENTS, LimitWindow.DAY, "sandbox", _FACT)
    words = (
        "550 5.4.5 Daily user sending limit exceeded. For more information on Gmail\nsending limits go to\n"
        "https://support.google.com/a/answer/166852 d2e1a72fcca58-76e7d551.112 - gsmtp"
    )
    workspace.history.limit_uses = [LimitUse(limit, 187, NOW + timedelta(hours=3), words)]
    return workspace


def _unanswered() -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.sessions.send_replay = sessions.unanswered
    return workspace


async def _look(story: Story) -> None:
    await story.settle()


async def _edited(story: Story) -> None:
    await story.open("staging")
    await story.go_to(Field.SECRET.value)
    await story.type("hunter2")
    await story.sees("▲ it has not")


async def _more(story: Story) -> None:
    await story.open("relay")
    story.screen.query_one("MoreLine").focus()
    await story.press("enter")
    await story.sees("Fingerprint")


async def _probe(story: Story) -> None:
    await story.open("staging")
    await story.press("ctrl+r")
    await story.sees("ruled out")


async def _probe_running(story: Story) -> None:
    await story.open("staging")
    await story.press("ctrl+r")
    await story.sees("◐ auth")


async def _probe_passed(story: Story) -> None:
    await story.open("staging")
    await story.press("ctrl+r")
    await story.sees("✔ ready")


async def _transcript(story: Story) -> None:
    await _probe(story)
    story.screen.query_one("#probe #transcript").focus()
    await story.press("enter")
    await story.sees("C: AUTH PLAIN")
    # It scrolls up as far as it can.
    await story.until(lambda: "✘ auth" not in story.seen)


async def _path(story: Story) -> None:
    await story.open("staging")
    await story.press("ctrl+r")
    await story.sees("o tries its other ports")
    await story.press("o")
    await story.sees("is open: use")


async def _fix_offered(story: Story) -> None:
    await story.open("staging")
    await story.press("ctrl+r")
    await story.sees("use port 465 with TLS")


async def _fix_applied(story: Story) -> None:
    await _fix_offered(story)
    await story.press("ctrl+o")
    await story.sees("undoes it")


async def _send(story: Story) -> None:
    await story.press("ctrl+n", "enter")
    await story.sees("accepted by")


async def _send_more(story: Story) -> None:
    await story.press("ctrl+n", "down", "down", "down", "enter", "down")
    await story.type("<h1>Hello")
    await story.press("down")
    await story.type("no-such.pdf")
    await story.sees("there is no such file")


async def _send_several(story: Story) -> None:
    current = story.app.desk.current
    assert current is not None
    current.mail.messages, current.mail.a_minute = "4", "30"
    await story.press("ctrl+n", "enter")
    await story.sees("4 of 4")


async def _send_limit(story: Story) -> None:
    await story.press("ctrl+n")
    await story.sees("closed until")


async def _unknown(story: Story) -> None:
    await story.press("ctrl+n", "enter")
    await story.sees("it is not known")


async def _switcher(story: Story) -> None:
    await story.press("ctrl+t")
    await story.sees("switch to")
    await story.type("gm")
    await story.until(lambda: story.app.screen.query_one(PickList).current == "staging")


async def _picker(story: Story) -> None:
    await story.press("f7")
    await story.sees("who takes your mail?")


async def _conflict(story: Story) -> None:
    await story.go_to("from_name")
    await story.type("!")
    workspace = story.app.desk.workspace
    assert isinstance(workspace, StillWorkspace)
    workspace.profiles.changed_by_others = [
        ("profiles.darrensnet.from_name", '"Darren & friends"', '"Darren\'s social network!"')
    ]
    await story.press("ctrl+s")
    await story.sees("keep mine")


async def _history(story: Story) -> None:
    await story.press("f5")
    await story.sees("accepted")


async def _history_of_all(story: Story) -> None:
    await _history(story)
    await story.press("f")
    await story.sees("show only")
    await story.press("enter")
    await story.sees("every profile")


async def _past(story: Story) -> None:
    await story.open("staging")
    await _history(story)
    await story.press("down", "down", "enter")
    await story.sees("probe of staging")


async def _inbox(story: Story) -> None:
    await story.press("f6")
    await story.sees("1 text/plain")


async def _inbox_source(story: Story) -> None:
    await _inbox(story)
    await story.press("down", "s")
    await story.sees("source, as it came")


def _some_trouble() -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = lambda settings: (
        sessions.app_password_required(settings) if settings.profile == "staging" else sessions.passed(settings)
    )
    return workspace


async def _probe_all(story: Story) -> None:
    await story.press("ctrl+l")
    await story.sees("just now")


async def _help(story: Story) -> None:
    await story.go_to("username")
    await story.press("f1")
    await story.sees("Keys")


async def _palette(story: Story) -> None:
    await story.press("ctrl+p")
    await story.sees("all actions")


async def _quit(story: Story) -> None:
    await story.go_to("from_name")
    await story.type("!")
    await story.press("ctrl+q")
    await story.sees("quit?")


async def _paste(story: Story) -> None:
    await story.press("f12")
    await story.sees("paste settings")
    story.app.post_message(
        events.Paste(
            "MAIL_HOST=email-smtp.eu-west-1.amazonaws.com\nMAIL_PORT=587\nMAIL_USERNAME=AKIAIOSFODNN7EXAMPLE\n"
            "MAIL_PASSWORD=hunter2\nMAIL_FROM_ADDRESS=shop@example.com\nMAIL_FROM_NAME=${APP_NAME}"
        )
    )
    await story.sees("had no place")


_RELAYS = [
    Scene(name, size, play, workspace, theme)
    for name, play, workspace in (
        ("relay-full", relay_scenes.grown, relay_scenes.full),
        ("relay-draining", relay_scenes.shrunk, relay_scenes.draining),
        ("relay-empty", relay_scenes.shrunk, relay_scenes.empty),
    )
    for size in (NARROW, WIDE)
    for theme in ("dark", "light")
]
SCENES = (
    Scene("first-run", NARROW, _look, _empty),
    Scene("first-run", WIDE, _look, _empty),
    Scene("form", NARROW, _edited),
    Scene("form", WIDE, _edited),
    Scene("form", WIDE, _edited, theme="light"),
    Scene("form", TINY, _edited),
    Scene("form-more", NARROW, _more),
    Scene("demo", NARROW, _look, demo),
    Scene("probe-failed", NARROW, _probe, _worked_before),
    Scene("probe-failed", WIDE, _probe, _worked_before),
    Scene("probe-failed", NARROW, _probe, theme="light"),
    Scene("probe-failed", NARROW, _probe, theme="16"),
    Scene("probe-failed", NARROW, _probe, theme="dark-contrast"),
    Scene("probe-failed", HUGE, _probe, _worked_before),
    Scene("probe-running", NARROW, _probe_running, _under_way),
    Scene("probe-passed", NARROW, _probe_passed, _passing),
    Scene("probe-passed", WIDE, _probe_passed, _passing),
    Scene("path", NARROW, _path, _closed),
    Scene("path", WIDE, _path, _closed),
    Scene("fix-offered", NARROW, _fix_offered, _closed),
    Scene("fix-offered", WIDE, _fix_offered, _closed),
    Scene("fix-applied", NARROW, _fix_applied, _closed_but_for_tls),
    Scene("transcript", NARROW, _transcript),
    Scene("send-accepted", NARROW, _send),
    Scene("send-accepted", WIDE, _send),
    Scene("send-more", NARROW, _send_more),
    Scene("send-several", NARROW, _send_several, _several),
    Scene("send-several", WIDE, _send_several, _several),
    Scene("send-limit", NARROW, _send_limit, _limit_closed),
    Scene("send-limit", WIDE, _send_limit, _limit_closed),
    Scene("send-unknown", NARROW, _unknown, _unanswered),
    Scene("switcher", NARROW, _switcher),
    Scene("switcher", WIDE, _switcher),
    Scene("providers", NARROW, _picker),
    Scene("paste", NARROW, _paste),
    Scene("conflict", NARROW, _conflict),
    Scene("history", NARROW, _history),
    Scene("history", WIDE, _history_of_all),
    Scene("past-session", NARROW, _past),
    Scene("past-session", WIDE, _past),
    Scene("inbox", NARROW, _inbox, _with_inbox),
    Scene("inbox", WIDE, _inbox, _with_inbox),
    Scene("inbox-source", NARROW, _inbox_source, _with_inbox),
    Scene("probe-all", NARROW, _probe_all, _some_trouble),
    Scene("probe-all", WIDE, _probe_all, _some_trouble),
    Scene("formats", NARROW, exporting.formats, exporting.with_joomla),
    Scene("export", NARROW, exporting.look, exporting.with_joomla),
    Scene("export", WIDE, exporting.look, exporting.with_joomla),
    Scene("export-shown", NARROW, exporting.show, exporting.with_joomla),
    Scene("export-shown", WIDE, exporting.show, exporting.with_joomla),
    Scene("export-refused", NARROW, exporting.refuse, exporting.with_broken_joomla),
    Scene("export-refused", WIDE, exporting.refuse, exporting.with_broken_joomla),
    Scene("export-written", NARROW, exporting.write, exporting.with_joomla),
    *(scene for scene in _RELAYS if scene.theme == "dark"),
    Scene("relay-reason", NARROW, relay_scenes.one_reason, relay_scenes.full),
    *(Scene("relay-missing", size, relay_scenes.missing, relay_scenes.without_postfix) for size in (NARROW, WIDE)),
    Scene("relay-message", NARROW, relay_scenes.message, relay_scenes.full),
    Scene("help", NARROW, _help),
    Scene("actions", NARROW, _palette),
    Scene("quit", NARROW, _quit),
)
# Drawn, and not compared: what they would tell, the others tell.
PICTURES = (*SCENES, *(scene for scene in _RELAYS if scene not in SCENES))
