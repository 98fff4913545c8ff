"""What was typed and not saved comes back after a crash."""

import asyncio
from collections.abc import Sequence

from smtptui.model.kept_draft import KeptDraft
from smtptui.secret import Secret
from smtptui.tui.desk import Desk
from smtptui.tui.form.fields import Field
from tests.tui.conftest import Open
from tests.tui.still.drafts import StillDrafts
from tests.tui.still_workspace import NOW, StillWorkspace


async def test_what_is_typed_is_kept_after_a_pause_and_no_more_once_it_is_saved(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.go_to("from_name")
        await story.type("!")
        await story.until(lambda: bool(workspace.drafts.kept))
        assert [draft.typed for draft in workspace.drafts.kept] == [{"from_name": "Darren's social network!"}]
        await story.press("ctrl+s")
        await story.until(lambda: not workspace.drafts.kept)


async def test_what_was_left_is_brought_back_with_a_word(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.drafts.others = [
        KeptDraft("darrensnet", {"from_name": "typed before"}, {"from_name": "Darren's social network"}),
        KeptDraft(None, {"name": "fresh", "provider": "gmail", "username": "fred@gmail.com"}, {}),
    ]
    async with opened(workspace) as story:
        await story.sees("brought back what was not saved: darrensnet, fresh")
        assert "typed before" in story.seen
        assert "● unsaved" in story.seen
        assert workspace.drafts.kept == story.app.desk.kept_drafts()
        assert {one.title for one in story.app.desk.unsaved} == {"darrensnet", "fresh"}


async def test_who_quits_without_saving_finds_nothing_brought_back(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.go_to("from_name")
        await story.type("!")
        await story.until(lambda: bool(workspace.drafts.kept))
        await story.press("ctrl+q")
        await story.sees("quit?")
        await story.press("enter")
        await story.until(lambda: not story.app.is_running)
    assert workspace.drafts.kept == []


async def test_an_app_that_ends_unasked_waits_for_what_is_being_written(opened: Open) -> None:
    asked, writable = asyncio.Event(), asyncio.Event()

    class Slow(StillDrafts):
        async def keep(self, drafts: Sequence[KeptDraft]) -> None:
            asked.set()
            await writable.wait()
            await super().keep(drafts)

    workspace = StillWorkspace()
    workspace.drafts = Slow()
    async with opened(workspace) as story:
        await story.go_to("from_name")
        await story.type("!")
        await asked.wait()
        leaving = asyncio.create_task(story.screen.keep_drafts_at_once())
        await story.settle()
        writable.set()
        await leaving
        assert [draft.typed for draft in workspace.drafts.kept] == [{"from_name": "Darren's social network!"}]


def _desk() -> Desk:
    desk = Desk(StillWorkspace(), lambda: NOW)
    desk.load()
    return desk


def test_a_draft_holds_no_secret() -> None:
    desk = _desk()
    tokens = desk.open("tokens")
    tokens.draft[Field.USERNAME] = "its token"
    tokens.draft[Field.FROM_NAME] = "typed"
    tokens.draft.secret = Secret("hunter2")
    darrensnet = desk.open("darrensnet")
    darrensnet.draft.secret = Secret("hunter2")
    [kept] = desk.kept_drafts()
    assert kept.typed == {"from_name": "typed"}
    assert "hunter2" not in repr(kept)
    assert "its token" not in repr(kept)


def test_what_was_typed_since_stays() -> None:
    desk = _desk()
    opened = desk.open("darrensnet")
    opened.draft[Field.FROM_NAME] = "typed now"
    desk.bring_back(KeptDraft("darrensnet", {"from_name": "typed before", "to_address": "x@example.com"}, {}))
    assert opened.draft[Field.FROM_NAME] == "typed now"
    assert opened.draft[Field.TO_ADDRESS] == "x@example.com"


def test_a_draft_of_a_profile_that_is_gone_becomes_a_new_one() -> None:
    desk = _desk()
    texts = {"name": "gone", "provider": "gmail", "username": "fred@gmail.com"}
    opened = desk.bring_back(KeptDraft("gone", texts, texts))
    assert opened is not None
    assert opened.draft.is_new
    assert opened.draft.profile().username == "fred@gmail.com"


def test_a_draft_that_was_saved_meanwhile_is_nothing_to_bring_back() -> None:
    desk = _desk()
    assert desk.bring_back(KeptDraft("darrensnet", {"from_name": "Darren's social network"}, {})) is None
    assert desk.unsaved == []


async def test_a_message_being_written_is_kept_with_its_profile_and_comes_back(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("ctrl+n", "down")
        await story.type("outage")
        await story.until(lambda: bool(workspace.drafts.kept))
        assert [(draft.saved, draft.typed, draft.mail) for draft in workspace.drafts.kept] == [
            ("darrensnet", {}, {"subject": "outage"})
        ]
    again = StillWorkspace()
    again.drafts.others = workspace.drafts.kept
    async with opened(again) as story:
        await story.sees("brought back what was not saved: darrensnet (its message)")
        await story.press("f4")
        await story.sees("Subject outage")
        assert story.app.desk.unsaved == []


def test_what_was_written_of_a_message_since_stays() -> None:
    desk = _desk()
    opened = desk.open("darrensnet")
    opened.mail.subject = "now"
    desk.bring_back(KeptDraft("darrensnet", {}, {}, {"subject": "before", "text": "two\nlines", "to": "x@example.com"}))
    mail = opened.mail
    assert (mail.subject, mail.text, mail.to) == ("now", "two\nlines", "x@example.com")
    assert mail.typed == {"subject": "now", "text": "two\nlines", "to": "x@example.com"}
