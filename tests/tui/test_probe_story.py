"""An operator probes a profile."""

import asyncio
from datetime import timedelta

import pytest
from rich.console import RenderableType
from textual.screen import Screen

from smtptui.model.fingerprint import LastGood
from smtptui.tui.form.fields import Field
from smtptui.tui.use import Use
from smtptui.tui.widgets.settings_pane import SettingsPane
from tests.tui import sessions
from tests.tui.conftest import WIDE, Open
from tests.tui.still_workspace import NOW, StillWorkspace


async def test_a_failed_probe_says_what_to_do_and_enter_goes_to_the_field(opened: Open) -> None:
    async with opened() as story:
        await story.open("staging")
        await story.press("ctrl+r")
        await story.sees("✘ Gmail wants an app password for fred@gmail.com.")
        assert "1 Create an app password." in story.seen
        assert "https://myaccount.google.com/apppasswords" in story.seen
        assert "ruled out: blocked port (it connected), wrong port" in story.seen
        await story.press("enter")
        assert story.focused == Field.SECRET.value


async def test_what_changed_since_it_worked_stands_before_what_to_do(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.history.good = LastGood(
        NOW - timedelta(days=3), sessions.GOOD_MARKS._replace(mechanisms=("CRAM-MD5", "PLAIN"))
    )
    async with opened(workspace) as story:
        await story.press("ctrl+r")
        await story.sees("▲ since it worked 3 d ago: AUTH CRAM-MD5 is gone; AUTH LOGIN")
        assert story.seen.index("since it worked") < story.seen.index("1 Create an app password.")


async def test_a_probe_that_passes_says_it_was_a_dry_run(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = sessions.passed
    async with opened(workspace) as story:
        await story.press("ctrl+r")
        await story.sees("✔ ready: email-smtp.eu-west-1.amazonaws.com would take mail")
        assert "No message was sent" in story.seen


async def test_it_says_whether_the_saved_profile_or_the_screen_was_tried(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+r")
        await story.sees("saved profile · email-smtp")
        await story.press("f2")
        await story.go_to("from_name")
        await story.type("x")
        await story.press("ctrl+r")
        await story.sees("values on the screen · email-smtp")


async def test_stages_light_up_while_the_probe_runs_and_keys_are_answered(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+r")
        await story.sees("◐ trying email-smtp.eu-west-1.amazonaws.com:587 STARTTLS")
        await story.sees("✘ auth")
        await story.press("f2")
        await story.go_to("from_name")
        await story.type("!")
        assert "Darren's social network!" in story.seen
        workspace.sessions.hold.set()
        await story.press("f3")
        await story.sees("ruled out")


async def test_escape_cancels_a_running_probe(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+r")
        await story.sees("esc cancels")
        await story.press("escape")
        await story.sees("▲ cancelled")
        assert workspace.history.remembered == []


async def test_a_probe_goes_on_while_another_profile_is_looked_at(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+r")
        await story.sees("trying")
        first = story.app.desk.current
        await story.open("staging")
        await story.sees("Nothing was tried yet")
        workspace.sessions.hold.set()
        assert first is not None
        await story.until(lambda: first.sessions[Use.PROBE].report is not None)
        assert "Nothing was tried yet" in story.seen
        await story.open("darrensnet")
        await story.sees("✘ Gmail wants an app password")


async def test_the_typed_secret_is_tried_before_the_stored_one(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.go_to(Field.SECRET.value)
        await story.type("hunter2")
        await story.press("ctrl+r")
        await story.sees("values on the screen")
        (typed,) = workspace.sessions.typed
        assert typed is not None
        assert typed.reveal() == "hunter2"


async def test_the_transcript_opens_and_is_copied(opened: Open) -> None:
    async with opened(size=WIDE) as story:
        await story.press("ctrl+r")
        await story.sees("▸ transcript, 16 lines")
        story.screen.query_one("#probe #transcript").focus()
        await story.press("enter")
        await story.sees("C: AUTH PLAIN [secret]")
        # What a server writes is never markup.
        await story.sees("[b]For more[/b]")
        await story.press("y")
        assert "S: 220 2.0.0 Ready to start TLS" in story.app.clipboard


async def test_the_transcript_is_searched_and_n_goes_round(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+r")
        await story.sees("ruled out")
        await story.press("slash")
        await story.sees("search the transcript for")
        await story.type("ehlo")
        await story.press("enter")
        await story.sees("C: EHLO build.example.com")
        assert "-- TLSv1.3" not in story.seen
        await story.press("n")
        await story.sees("-- TLSv1.3")
        await story.press("N")
        await story.sees("▸ server offers")


async def test_a_search_that_finds_nothing_says_so(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+r")
        await story.sees("ruled out")
        await story.press("slash")
        await story.type("xyzzy")
        await story.press("enter")
        await story.sees("the transcript has no xyzzy")


async def test_the_certificate_opens(opened: Open) -> None:
    async with opened(size=WIDE) as story:
        await story.press("ctrl+r")
        await story.sees("▸ certificate of smtp.gmail.com, 61 days left")
        story.screen.query_one("#probe #certificate").focus()
        await story.press("enter")
        await story.sees("TLSv1.3, TLS_AES_256_GCM_SHA384")


async def test_what_makes_no_profile_is_said_at_its_field(opened: Open) -> None:
    async with opened() as story:
        await story.open("relay")
        await story.go_to("port")
        await story.type("99999")
        await story.sees("✘ a port is a number from 1 to 65535")
        await story.press("ctrl+r")
        await story.until(lambda: story.focused == "port")


async def test_every_finished_probe_is_remembered(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("ctrl+r")
        await story.until(lambda: bool(workspace.history.remembered))
        kind, report = workspace.history.remembered[0]
        assert (kind, report.profile) == ("probe", "darrensnet")


async def test_a_room_that_is_entered_first_is_never_seen_beside_the_form(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as story:
        widths: set[int] = set()
        display = story.app._display

        def seen(screen: Screen[object], renderable: RenderableType | None) -> None:
            if not story.app._batch_count:
                widths.add(story.screen.query_one(SettingsPane).region.width)
            display(screen, renderable)

        monkeypatch.setattr(story.app, "_display", seen)
        await story.press("f3")
        await story.sees("Nothing was tried yet.")
        assert widths <= {0, story.app.size.width}
