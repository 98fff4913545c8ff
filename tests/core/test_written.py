"""A test message as it was written in the app."""

from pathlib import Path

import pytest

from smtptui.core.written import Written, drafts_of
from smtptui.errors import MisuseError
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security
from tests.peers import Peer


@pytest.fixture
def settings() -> Settings:
    """Of some profile."""
    return Peer(1, Security.NONE, "").settings()


def test_several_messages_count_themselves(settings: Settings) -> None:
    drafts = drafts_of(settings, Written(("a@example.com",), "hello", messages=3))
    assert [draft.subject for draft in drafts] == ["hello (1 of 3)", "hello (2 of 3)", "hello (3 of 3)"]


def test_a_page_is_read_from_its_path_or_taken_as_it_stands(settings: Settings, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>grün")
    for html in (f" {page}", "<p>grün"):
        (draft,) = drafts_of(settings, Written(("a@example.com",), text="words", html=html))
        assert (draft.html, draft.text) == ("<p>grün", "words")


def test_files_are_attached_under_their_names(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text("hello")
    (draft,) = drafts_of(settings, Written(("a@example.com",), files=f"'{tmp_path}/a b.txt'"))
    (attachment,) = draft.attachments
    assert (attachment.filename, attachment.media_type, attachment.content) == ("a b.txt", "text/plain", b"hello")


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        (Written(("nobody",)), 'the recipient "nobody" has no @'),
        (Written(("a@example.com",), files="/none"), "/none is no file"),
        (Written(("a@example.com",), files="'/none"), "a quote is open"),
        (Written(("a@example.com",), html="/none"), "/none cannot be read: No such file"),
        (Written(("a@example.com",), html="/none /two"), "more than one file"),
    ],
)
def test_what_cannot_be_sent_is_said(settings: Settings, written: Written, complaint: str) -> None:
    with pytest.raises(MisuseError, match=complaint):
        drafts_of(settings, written)
