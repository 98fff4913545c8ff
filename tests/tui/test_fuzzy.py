"""Letters that somebody types to find a line."""

import pytest

from smtptui.tui.fuzzy import Finder, Lines

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
    return [LINES[index].partition("\n")[0] for index in Finder(Lines(LINES)).find(query)]


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
        ("prodacme", []),
    ],
)
def test_beginnings_of_the_names_words_are_found_in_their_order(query: str, names: list[str]) -> None:
    assert found(query) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("rly", ["relay"]),
        ("mdx", ["media-inbox"]),
        # No word of a name begins with the first letter; the letters stand in another order.
        ("edx", []),
        ("rxl", []),
        # Letters are looked for in names alone.
        ("pfix", []),
    ],
)
def test_letters_in_their_order_are_found_from_the_beginning_of_a_word(query: str, names: list[str]) -> None:
    assert found(query) == names


def test_what_holds_the_word_comes_before_what_is_made_of_it_and_larger_pieces_before_smaller_ones() -> None:
    names = ("relay-prod-0107x", "relay-prod-0017", "relay-prod-0007", "rel-ay07", "old-relay07", "x\nrelay07")
    finder = Finder(Lines(names))
    assert [names[index] for index in finder.find("relay07")] == [
        "old-relay07",
        "x\nrelay07",
        "rel-ay07",
        "relay-prod-0107x",
        "relay-prod-0007",
        "relay-prod-0017",
    ]


def test_among_equals_the_order_given_stays() -> None:
    finder = Finder(Lines(("relay-1", "relay-2", "relay-3", "my-relay")), order=[2, 3, 0, 1])
    assert finder.find("") == [2, 3, 0, 1]
    assert finder.find("r") == [2, 0, 1, 3]
    assert finder.find("relay") == [2, 0, 1, 3]


def test_what_is_learned_little_by_little_is_found_like_what_is_learned_at_once() -> None:
    lines = Lines(LINES)
    assert lines.learn(3)
    assert not lines.learn(100)
    assert Finder(lines).find("mail") == Finder(Lines(LINES)).find("mail")


def test_more_lines_come_behind_those_that_are_known() -> None:
    known = Lines(LINES)
    both = known.and_more(["mailman"])
    assert len(LINES) in Finder(both).find("mailm")
    assert Finder(known).find("mailm") == []


def test_typing_on_and_taking_back_finds_what_a_fresh_look_finds() -> None:
    finder = Finder(Lines(LINES))
    grown = (
        "a",
        "ap",
        "app",
        "appp",
        "appprod",
        "app",
        "a",
        "",
        "m",
        "me",
        "mai",
        "mail  box",
        "mail box",
        "ma",
        "mdx",
    )
    for query in (*grown, "mdx", "r", "rl", "rly", "o", "o.", "o.p", ".", ".n", ".no"):
        assert finder.find(query) == Finder(Lines(LINES)).find(query), query
