"""Letters that somebody types to find a line."""

import pytest

from smtptui.tui.fuzzy import Finder

LINES = (
    "media-inbox\ncustom mail.example.com",
    "mailbox\ncustom",
    "relay\npostfix smtp.north.example",
    "my-app\nses ops@example.com",
    "wrapped\ngmail",
    "acme-production-printer\nmailjet",
    "app-production\nsendgrid apples@example.com",
    "app\npostmark",
)


def found(query: str) -> list[str]:
    """The names of the lines, the best first."""
    return [LINES[index].partition("\n")[0] for index in Finder(LINES).find(query)]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("mail", ["mailbox", "media-inbox", "acme-production-printer", "wrapped"]),
        ("box mail", ["mailbox", "media-inbox"]),
        ("MAILB", ["mailbox"]),
        ("north", ["relay"]),
        ("smtp.north", ["relay"]),
        ("ops@", ["my-app"]),
        ("xyz", []),
        (".*", []),
        ("   ", [line.partition("\n")[0] for line in LINES]),
    ],
)
def test_every_word_must_be_found_somewhere(query: str, names: list[str]) -> None:
    assert found(query) == names


def test_the_whole_name_comes_first_then_beginnings_then_insides() -> None:
    assert found("app") == ["app", "app-production", "my-app", "wrapped", "acme-production-printer"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("appprod", ["app-production"]),
        ("minbox", ["media-inbox"]),
        ("rly", []),
        ("prodacme", []),
    ],
)
def test_beginnings_of_the_names_words_are_found_in_their_order(query: str, names: list[str]) -> None:
    assert found(query) == names


def test_letters_that_lie_about_in_a_name_are_no_match() -> None:
    assert "relay" not in found("ra")
    assert found("mdx") == []


def test_typing_on_and_taking_back_finds_what_a_fresh_look_finds() -> None:
    finder = Finder(LINES)
    for query in ("a", "ap", "app", "appp", "appprod", "app", "a", "", "m", "me", "mai", "mail  box", "mail box", "ma"):
        assert finder.find(query) == Finder(LINES).find(query), query
