"""The words of mail, and the ways to them."""

import pytest

from smtptui.tui.glossary import glossary, search, words_in
from tests.tui.conftest import Open

WANTED = {"STARTTLS", "implicit TLS", "app password", "envelope sender", "smarthost", "relay", "queue id", "dry run"}


def test_the_words_of_every_session_are_there() -> None:
    assert (WANTED | {"EHLO name", "SPF", "DKIM"}) - {word.word for word in glossary()} == set()


def test_each_word_stands_once_and_is_explained_in_a_sentence() -> None:
    names = [word.word.casefold() for word in glossary()]
    assert len(set(names)) == len(names)
    assert [word.word for word in glossary() if not word.text.endswith(".") or len(word.text) > 240] == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [("smart", "smarthost"), ("return path", "envelope sender"), ("SSL", "implicit TLS"), ("5.7.8", "enhanced code")],
)
def test_a_word_is_found_by_what_people_call_it(typed: str, first: str) -> None:
    assert search(typed, glossary())[0].word == first


def test_what_is_in_no_word_finds_nothing() -> None:
    assert search("xyzzy", glossary()) == []


def test_the_words_of_a_sentence_are_found_as_whole_words() -> None:
    found = [
        word.word for word in words_in("587 for STARTTLS; app passwords are refused, and a portal is none.", glossary())
    ]
    assert found == ["app password", "STARTTLS"]


async def test_the_glossary_is_searched_from_help_and_from_the_palette(opened: Open) -> None:
    async with opened(size=(80, 60)) as story:
        await story.press("f1")
        await story.sees("screen reader")
        await story.press("w")
        await story.sees("app password also: application password")
        await story.type("smarth")
        await story.sees("The one server that a machine hands all its mail to")
        await story.press("escape", "escape")
        await story.press("ctrl+p")
        await story.type("words")
        await story.press("enter")
        await story.sees("app password also: application password")


async def test_help_has_the_keys_of_the_field_with_the_focus(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("typed_secret")
        await story.press("x", "f1")
        await story.sees("^\\ show")
