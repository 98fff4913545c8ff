"""Test messages as this tool words them, and what an operator attaches."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from smtptui.core import draft as draft_module
from smtptui.core.draft import attachment_from, draft_for
from smtptui.errors import MisuseError
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security
from tests.peers import RECIPIENT, Peer

_NOW = datetime(2026, 11, 20, 8, 30, 15, tzinfo=timezone(timedelta(hours=2)))
_SETTINGS: Settings = Peer(587, Security.STARTTLS, "").settings(profile="t<b>", provider="gmail")


def test_without_words_of_the_operator_the_message_says_where_it_comes_from() -> None:
    draft = draft_for(_SETTINGS, _NOW, host_name="build-7")
    assert draft.to_addresses == (RECIPIENT,)
    assert draft.subject == "Test from t<b> by 127.0.0.1"
    for fact in ("t<b> (gmail)", "127.0.0.1:587 STARTTLS", "build-7", "2026-11-20T08:30:15+02:00"):
        assert fact in draft.text
    assert draft.html is not None
    assert "t&lt;b&gt; (gmail)" in draft.html
    assert "<b>" not in draft.html


@pytest.mark.parametrize(
    ("text", "html_text", "html"), [("hello", None, None), ("", None, None), ("hello", "<p>hello</p>", "<p>hello</p>")]
)
def test_the_operators_words_stand_alone(text: str, html_text: str | None, html: str | None) -> None:
    draft = draft_for(_SETTINGS, _NOW, host_name="h", text=text, html_text=html_text, subject="mine")
    assert (draft.subject, draft.text, draft.html) == ("mine", text, html)


def test_an_html_part_has_a_text_beside_it() -> None:
    draft = draft_for(_SETTINGS, _NOW, host_name="h", html_text="<p>hello</p>")
    assert draft.html == "<p>hello</p>"
    assert "This is a test message" in draft.text


def test_recipients_of_the_command_take_the_place_of_the_profiles() -> None:
    draft = draft_for(_SETTINGS, _NOW, host_name="h", to_addresses=["a@b.example", "c@d.example"])
    assert draft.to_addresses == ("a@b.example", "c@d.example")


def test_nobody_to_send_to_is_a_misuse() -> None:
    with pytest.raises(MisuseError, match="nobody to send to"):
        draft_for(Peer(587, Security.NONE, "").settings(to_address=None), _NOW, host_name="h")


@pytest.mark.parametrize("address", ["nobody", "a@b\r\nc", "\x1b[2J@b", "a@b@c", ""])
def test_a_bad_recipient_is_named_safely(address: str) -> None:
    with pytest.raises(MisuseError) as raised:
        draft_for(_SETTINGS, _NOW, host_name="h", to_addresses=[address])
    assert raised.value.message.isprintable()
    assert "the recipient" in raised.value.message


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.PDF", "application/pdf"),
        ("a.png", "image/png"),
        ("a.tar.gz", "application/octet-stream"),
        ("a.unknown-ending", "application/octet-stream"),
        ("a", "application/octet-stream"),
        # RFC 2046 section 5.2.1: a mail within a mail may not be base64, which every attachment of ours is.
        ("a.eml", "application/octet-stream"),
    ],
)
def test_a_file_is_attached_as_what_it_is(name: str, media_type: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\0\xff")
    attachment = attachment_from(tmp_path / name)
    assert (attachment.filename, attachment.media_type, attachment.content) == (name, media_type, b"\0\xff")


def test_what_is_no_file_cannot_be_attached(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="no file"):
        attachment_from(tmp_path)
    with pytest.raises(MisuseError, match="no file"):
        attachment_from(tmp_path / "missing")


def test_a_file_larger_than_any_provider_takes_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_module, "MAXIMUM_ATTACHMENT_OCTETS", 10)
    (tmp_path / "large").write_bytes(bytes(11))
    with pytest.raises(MisuseError, match="larger"):
        attachment_from(tmp_path / "large")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    too_long = tmp_path / ("x" * 300)
    with pytest.raises(MisuseError, match="cannot be read"):
        attachment_from(too_long)
