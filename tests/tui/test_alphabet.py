"""A terminal that cannot write our signs is written other ones, and nothing moves."""

from collections.abc import Mapping

import pytest
from rich.cells import cell_len

from smtptui.tui import glyphs
from smtptui.tui.alphabet import Alphabet, fitting, spelled

SIGNS = {name: value for name, value in vars(glyphs).items() if name.isupper() and isinstance(value, str)}
STATES = ("PASSED", "WARNED", "FAILED", "SKIPPED", "RUNNING", "NOT_TRIED", "ACTIVE", "UNSAVED")


@pytest.mark.parametrize(
    ("environment", "alphabet"),
    [
        ({"LANG": "en_US.UTF-8"}, Alphabet.UNICODE),
        ({"LANG": "de_DE.utf8", "TERM": "xterm-256color"}, Alphabet.UNICODE),
        ({"LANG": "en_US.UTF-8", "TERM": "linux"}, Alphabet.CONSOLE),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, Alphabet.ASCII),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, Alphabet.UNICODE),
        ({"LANG": "de_DE.ISO-8859-15"}, Alphabet.ASCII),
        ({"LANG": "C", "TERM": "linux"}, Alphabet.ASCII),
        ({}, Alphabet.ASCII),
    ],
)
def test_the_locale_says_which_signs_there_are(environment: Mapping[str, str], alphabet: Alphabet) -> None:
    assert fitting(environment) is alphabet


@pytest.mark.parametrize("codec", ["ascii", "cp437"])
def test_every_sign_has_a_letter_as_wide_as_itself(codec: str) -> None:
    assert len(SIGNS) > 10
    for name, sign in SIGNS.items():
        other = spelled(sign, codec)
        other.encode(codec)
        assert "?" not in other, name
        assert cell_len(other) == cell_len(sign) == len(sign), name


@pytest.mark.parametrize("codec", ["ascii", "cp437"])
def test_no_two_states_look_alike(codec: str) -> None:
    assert len({spelled(SIGNS[name], codec) for name in STATES}) == len(STATES)


def test_letters_lose_their_accents_and_what_has_no_letter_keeps_its_place() -> None:
    assert spelled("Zoë ␛[2J 字!", "ascii") == "Zoe ?[2J ??!"
    assert spelled("Zoë ─", "cp437") == "Zoë ─"
