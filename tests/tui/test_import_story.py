"""An operator takes over what another program sends with."""

from pathlib import Path

from smtptui.core.importing.scan import FoundFile
from smtptui.tui.form.fields import Field
from tests.tui.conftest import Open
from tests.tui.still_workspace import StillWorkspace

MSMTPRC = "account work\nhost smtp.gmail.com\nport 587\ntls on\nuser fred@gmail.com\npassword abcdefghijklmnop\n"


async def test_the_first_run_offers_what_stands_on_this_machine_and_reads_it_when_it_is_chosen(
    opened: Open, tmp_path: Path
) -> None:
    path = tmp_path / "my msmtprc"
    workspace = StillWorkspace(())
    workspace.files.here = [FoundFile(path, ("msmtp",), True)]
    async with opened(workspace, size=(120, 36)) as story:
        await story.sees("msmtp; not read yet")
        # It comes into being only now: whoever reads it before would have failed.
        path.write_text(MSMTPRC)
        await story.press("down", "down", "down", "enter")
        await story.sees("Gmail address fred@gmail.com")
        assert "abcdefghijklmnop" not in story.seen
        await story.press("ctrl+s")
        await story.sees("● unsaved")
        current = story.app.desk.current
        assert current is not None
        assert current.draft[Field.NAME] == "work"
        assert current.draft.secret.reveal() == "abcdefghijklmnop"
        assert "abcdefghijklmnop" not in story.seen


async def test_a_path_is_completed_and_read_by_enter_alone(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "msmtprc").write_text(MSMTPRC)
    async with opened() as story:
        story.screen.action_import_file()
        await story.sees("import from a file")
        await story.type(f"{tmp_path}/ms")
        await story.sees("→ msmtprc")
        await story.press("ctrl+s")
        await story.sees("nothing was read yet")
        await story.press("right", "enter")
        await story.sees("Gmail address fred@gmail.com")
        await story.press("ctrl+s")
        await story.sees("● unsaved")


async def test_a_file_that_holds_nothing_says_so_and_the_path_stays(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("hello\n")
    async with opened() as story:
        story.screen.action_import_file(f"{tmp_path}/letter")
        await story.sees("holds no settings of outgoing mail")
        await story.press("escape")
        await story.sees("darrensnet")
