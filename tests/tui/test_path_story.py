"""An operator looks for a way to the provider, and hands the evidence on."""

import asyncio
from pathlib import Path

from smtptui.core.workspace.own import OwnWorkspace
from smtptui.tui.rooms import PROBE, SETTINGS
from tests.tui import sessions
from tests.tui.conftest import Open
from tests.tui.still_workspace import StillWorkspace
from tests.tui.story import Story

REPORT = Path("staging-2026-11-21-1200.md")


def unreachable() -> StillWorkspace:
    """Gmail's port 587 is closed, 465 is open."""
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = sessions.unreachable
    return workspace


async def probed(story: Story) -> None:
    """Gmail was tried in vain."""
    await story.open("staging")
    await story.press("ctrl+r")
    await story.sees("o tries its other ports")


async def test_the_other_ports_show_where_the_way_is_open(opened: Open) -> None:
    workspace = unreachable()
    async with opened(workspace) as story:
        await probed(story)
        assert workspace.sessions.surveyed == []
        await story.press("o")
        await story.sees("port 587 is likely filtered on the way; smtp.gmail.com:465 TLS is open: use")
        assert "smtp.gmail.com 587 465" in story.seen
        assert "74.125.133.108 ✘ silent ✔ 31 ms" in story.seen
        assert "2a00:1450:4025:402::6c ✘ no way ✘ no way" in story.seen
        await story.press("o")
        await story.sees("these were tried already")
        # What is known is not asked again, the probe's own port least of all.
        assert [[one.port for one in asked] for asked in workspace.sessions.surveyed] == [[465]]


async def test_another_provider_on_the_same_port_says_whose_fault_it_is(opened: Open) -> None:
    workspace = unreachable()
    async with opened(workspace) as story:
        await probed(story)
        await story.press("a")
        await story.sees("who takes your mail?")
        await story.type("ses")
        await story.press("enter")
        await story.sees("port 587 is closed to everyone from this machine")
        assert [str(one) for asked in workspace.sessions.surveyed for one in asked] == [
            "email-smtp.eu-west-1.amazonaws.com:587 STARTTLS"
        ]


async def test_a_trial_of_ports_is_cancelled_and_keeps_what_it_found(opened: Open) -> None:
    workspace = unreachable()
    async with opened(workspace) as story:
        await story.open("relay")
        await story.press("ctrl+r")
        await story.sees("o tries its other ports")
        workspace.sessions.hold = asyncio.Event()
        await story.press("o")
        await story.sees("◐ trying 2 endpoints")
        assert "74.125.133.108 ✘ silent ✘ silent ◐ ◐" in story.seen
        await story.press("escape")
        await story.sees("cancelled; so far: none of them answers")
        assert story.screen._section == PROBE
        await story.press("escape")
        assert story.screen._section == SETTINGS


async def test_the_letters_are_keys_only_where_a_probe_has_ended(opened: Open) -> None:
    workspace = unreachable()
    async with opened(workspace) as story:
        await story.press("f3", "o", "w", "a")
        assert len(story.app.screen_stack) == 1
        await probed(story)
        await story.press("f2")
        await story.go_to("from_name")
        await story.type("woa")
        assert "woa" in story.seen
        assert workspace.sessions.surveyed == []


async def test_the_palette_offers_them_from_every_room(opened: Open) -> None:
    async with opened(unreachable()) as story:
        await probed(story)
        await story.press("f2", "ctrl+p")
        await story.sees("all actions")
        await story.type("other ports")
        await story.press("enter")
        await story.sees("465 TLS is open: use")


async def test_the_report_goes_to_the_file_that_was_named(opened: Open) -> None:
    workspace = unreachable()
    async with opened(workspace) as story:
        await probed(story)
        await story.press("w")
        await story.sees(str(REPORT))
        await story.press("enter")
        await story.sees(f"written: {REPORT}")
        assert workspace.files.reports[REPORT].startswith("# staging: smtp.gmail.com:587 STARTTLS\n")


async def test_a_file_that_is_there_is_replaced_only_when_asked(opened: Open) -> None:
    workspace = unreachable()
    workspace.files.reports[REPORT] = "mine"
    async with opened(workspace) as story:
        await probed(story)
        await story.press("w", "enter")
        await story.sees("replace it?")
        await story.press("escape")
        assert workspace.files.reports[REPORT] == "mine"
        await story.press("w", "enter")
        await story.sees("replace it?")
        await story.press("enter")
        await story.until(lambda: workspace.files.reports[REPORT] != "mine")


async def test_a_report_can_be_read_by_the_operator_alone(tmp_path: Path) -> None:
    workspace, path = OwnWorkspace(tmp_path / "config.toml"), tmp_path / "report.md"
    assert await workspace.files.write_report(path, "first")
    assert path.stat().st_mode & 0o777 == 0o600
    assert not await workspace.files.write_report(path, "second")
    assert path.read_text() == "first"
    assert await workspace.files.write_report(path, "second", replace=True)
    assert path.read_text() == "second"
