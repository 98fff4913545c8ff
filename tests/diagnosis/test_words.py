"""How a phrase is found."""

import pytest

from smtptui.diagnosis.words import find_phrase, find_token


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("block", "address blocked"),
        ("spf$", "spf: fail"),
        ("ip * blocked", "your ip 192.0.2.1 is blocked"),
        ("授权码", "请使用授权码登录"),
        ("* ok", "* ok imap4rev1"),
        ("a * b$", "a b bb b"),
    ],
)
def test_a_phrase_is_found(phrase: str, words: str) -> None:
    assert find_phrase(phrase, words)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("authorized", "unauthorized"),
        ("spf$", "spfoo"),
        ("ip * blocked", "ip " + "x" * 60 + " blocked"),
        ("ip * blocked", "blocked ip"),
    ],
)
def test_a_phrase_is_not_found(phrase: str, words: str) -> None:
    assert not find_phrase(phrase, words)


def test_a_token_is_a_word_of_its_own() -> None:
    assert find_token("auth005", "535 (#auth005) too many")
    assert not find_token("auth00", "535 (#auth005) too many")
