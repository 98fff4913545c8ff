"""Charsets of logs and replies."""

import pytest

from smtptui.diagnosis.octets import text_of_octets
from smtptui.diagnosis.words import comparable


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("请使用授权码登录。", "utf-8"),
        ("请使用授权码登录。", "gb18030"),
        ("550 Empfänger für diese Adresse unbekannt", "latin-1"),
        ("550 Boîte pleine, réessayez plus tard", "latin-1"),
        ("550 Boîte pleine", "utf-8"),
    ],
)
def test_text_is_read_in_the_charset_that_it_was_written_in(text: str, charset: str) -> None:
    assert text_of_octets(text.encode(charset)) == text


def test_any_octets_are_some_text() -> None:
    assert text_of_octets(bytes(range(256))).startswith("\x00\x01")


@pytest.mark.parametrize("mistaken_for", ["latin-1", "backslashes", "surrogates"])
def test_what_a_client_garbled_is_repaired_before_it_is_compared(mistaken_for: str) -> None:
    octets = "请使用授权码登录".encode("gb18030")
    garbled = {
        "latin-1": octets.decode("latin-1"),
        "backslashes": "".join(f"\\x{octet:02x}" for octet in octets),
        "surrogates": octets.decode("utf-8", "surrogateescape"),
    }[mistaken_for]
    assert "授权码" in comparable(f"535 Error: {garbled}")


def test_utf8_read_as_latin1_is_repaired() -> None:
    assert "empfänger" in comparable("550 Empfänger".encode().decode("latin-1"))


@pytest.mark.parametrize(
    "text",
    [
        "535-5.7.8 Username\n535 5.7.8 refused",
        "535-5.7.8 Username 535 5.7.8 refused",
        "535: 5.7.8 Username refused",
        "  535 5.7.8   USERNAME\n\trefused",
    ],
)
def test_codes_case_and_line_ends_do_not_matter(text: str) -> None:
    assert comparable(text, 535, "5.7.8") == "username refused"
