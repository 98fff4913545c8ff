"""Text from elsewhere on a terminal."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smtptui.text import decoded, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("grüße 日本語 👋", "grüße 日本語 👋"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\tb\r\nc", "a␉b␍␊c"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("\x9b31m", "\\u009b31m"),
        ("\u202edlrow", "\\u202edlrow"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\ue000", "\\ue000"),
        ("\U000e0041", "\\U000e0041"),
        ("\udcff\udc80", "\\xff\\x80"),
        ("\ud800", "\\ud800"),
        ("\u0378", "\\u0378"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_line_ends_may_be_kept() -> None:
    assert printable("a\n\tb\x1b\n", keep="\n") == "a\n␉b␛\n"


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.text() | st.binary().map(decoded))
def test_nothing_that_is_shown_can_move_a_cursor(text: str) -> None:
    shown = printable(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", shown)
    assert not {"Cc", "Cf", "Cs"} & {unicodedata.category(character) for character in shown}
    shown.encode("utf-8")
    assert printable(shown) == shown


@given(st.binary())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_octet_is_lost_before_it_is_shown(octets: bytes) -> None:
    assert decoded(octets).encode("utf-8", "surrogateescape") == octets
