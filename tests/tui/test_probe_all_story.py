"""An operator probes all saved profiles."""

import asyncio
from datetime import timedelta

from smtptui.model.fingerprint import LastGood
from smtptui.model.profile import Profile
from smtptui.model.report import SessionReport
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.model.settings import Settings
from smtptui.tui.use import Use
from tests.tui import sessions
from tests.tui.conftest import Open
from tests.tui.still_workspace import NOW, PROFILES, StillWorkspace


def mixed(settings: Settings):  # type: ignore[no-untyped-def]
    return (sessions.app_password_required if settings.profile == "staging" else sessions.passed)(settings)


def mixed_workspace() -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = mixed
    return workspace


async def test_the_table_fills_with_trouble_first_and_all_of_it_is_remembered(opened: Open) -> None:
    workspace = mixed_workspace()
    async with opened(workspace) as story:
        await story.press("ctrl+l")
        await story.sees("4 of 4 profiles just now")
        await story.sees("▸ ✘ staging gmail auth Gmail wants an app")
        assert story.seen.index("staging") < story.seen.index("darrensnet") < story.seen.index("relay")
        assert "1 Create an app password." in story.seen
        await story.until(lambda: len(workspace.history.remembered) == 4)
        assert {report.profile for _, report in workspace.history.remembered} == set(workspace.profiles.saved)


async def test_enter_shows_the_session_in_its_probe_room_and_the_table_comes_back_as_it_was(opened: Open) -> None:
    workspace = mixed_workspace()
    async with opened(workspace) as story:
        await story.press("ctrl+l")
        await story.sees("4 of 4 profiles")
        await story.press("enter")
        await story.sees("✘ Gmail wants an app password for fred@gmail.com.")
        await story.sees("saved profile · smtp.gmail.com:587")
        workspace.sessions.probe_replay = sessions.passed
        await story.press("ctrl+r")
        await story.sees("✔ ready: smtp.gmail.com would take mail")
        await story.press("ctrl+l")
        # The others were not tried again; the one that was shows its latest probe.
        await story.sees("✔ 4 ready")
        await story.until(lambda: len(workspace.history.remembered) == 5)
        await story.press("ctrl+r")
        await story.until(lambda: len(workspace.history.remembered) == 9)


async def test_a_probe_that_passed_is_compared_with_the_last_good_one_too(opened: Open) -> None:
    workspace = mixed_workspace()
    workspace.history.good = LastGood(NOW - timedelta(days=3), sessions.GOOD_MARKS)
    async with opened(workspace) as story:
        await story.press("ctrl+l")
        await story.sees("4 of 4 profiles")
        assert all(
            line.session and line.session.good == workspace.history.good for line in story.screen.board.lines.values()
        )


async def test_escape_stops_the_rest_and_what_has_ended_stays(opened: Open) -> None:
    workspace = mixed_workspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+l")
        await story.sees("◐ 4 running")
        await story.press("escape")
        await story.sees("∅ 4 stopped")
        assert workspace.history.remembered == []
        await story.press("escape")
        await story.sees("Provider Amazon SES")


async def test_they_go_on_while_a_form_is_filled_in(opened: Open) -> None:
    workspace = mixed_workspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+l")
        await story.sees("◐ 4 running")
        await story.press("enter")
        await story.sees("◐ trying email-smtp.eu-west-1.amazonaws.com:587")
        await story.press("f2")
        await story.go_to("from_name")
        await story.type("!")
        workspace.sessions.hold.set()
        await story.until(lambda: len(workspace.history.remembered) == 4)
        assert "Darren's social network!" in story.seen
        await story.press("f3")
        await story.sees("✔ ready: email-smtp.eu-west-1.amazonaws.com")


async def test_one_of_them_is_cancelled_in_its_own_room(opened: Open) -> None:
    workspace = mixed_workspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+l")
        await story.sees("◐ 4 running")
        await story.press("enter")
        await story.sees("esc cancels")
        await story.press("escape")
        await story.sees("▲ cancelled")
        workspace.sessions.hold.set()
        await story.until(lambda: len(workspace.history.remembered) == 3)


async def test_only_saved_values_are_tried_and_no_typed_secret(opened: Open) -> None:
    workspace = mixed_workspace()
    async with opened(workspace) as story:
        await story.go_to("typed_secret")
        await story.type("hunter2")
        await story.press("ctrl+l")
        await story.sees("4 of 4 profiles")
        assert workspace.sessions.typed == [None] * 4
        await story.press("escape")
        assert "•••••" in story.seen


def _untold(settings: Settings):  # type: ignore[no-untyped-def]
    yield SessionReport(settings.profile, settings.provider, settings.endpoint, error=("secret", "pass: no terminal"))


async def test_a_secret_that_needs_the_terminal_is_told_as_skipped(opened: Open) -> None:
    command = Profile("asks", "gmail", "fred@gmail.com", secret=SecretSource(SecretKind.COMMAND, "pass show x"))
    workspace = StillWorkspace((command, *PROFILES[:1]), "darrensnet")
    workspace.sessions.probe_replay = _untold
    async with opened(workspace) as story:
        await story.press("ctrl+l")
        await story.sees("∅ asks")
        await story.press("down")
        await story.sees("skipped: its secret may ask on the terminal; open it and probe it there")
        await story.sees("✘ darrensnet")
        await story.until(lambda: len(workspace.history.remembered) == 1)


async def test_a_profile_that_cannot_be_resolved_leads_to_its_form(opened: Open) -> None:
    broken = Profile("broken", "custom")
    async with opened(StillWorkspace((broken, *PROFILES), "broken")) as story:
        await story.press("ctrl+l")
        await story.sees("✘ broken")
        await story.press("enter")
        await story.sees("Provider Other server")
        current = story.app.desk.current
        assert current is not None
        assert Use.PROBE not in current.sessions
