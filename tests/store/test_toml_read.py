"""A long text of plain lines is read in one pass, and says the same as tomllib finds in it."""

import random
import tomllib

import pytest

from smtptui.store import toml_read
from smtptui.store.toml_read import read_toml

_PAIRS = (
    'a = "x"',
    'b= "with # no comment"   # a comment',
    "\tc =1",
    "d = -20",
    "e = true # yes",
    'f = ""',
    'g = "tab\tand ü and \u202e"',
    "",
    "# [profiles.no]",
)
_HEADERS = ("[ui]", "[profiles.one]", '[profiles."my mail"] # mine', "[profiles]", " [keys]")
_ODD = (
    'h = "a\\tb"',
    "i = 'literal'",
    "j = [1, 2]",
    "k = 1.5",
    "l = 1_000",
    "m.n = 1",
    '"o p" = 1',
    'q = """\nlong\n"""',
    "[[r]]",
    "[profiles.one.deeper]",
    "s = 007",
    "t = 12345678901234567890",
)
_WRONG = (
    "u = ",
    "v = 1 2",
    "[profiles.one",
    'w = "x',
    "x",
    'y = "\x01"',
    "z = 1\rq = 2",
    "[profiles.one]\n[profiles.one]",
)


@pytest.fixture(autouse=True)
def _short_texts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_read, "_LONG", 0)


def _outcome(source: str) -> object:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        return str(error)


def _ours(source: str) -> object:
    try:
        return read_toml(source)
    except tomllib.TOMLDecodeError as error:
        return str(error)


def _texts(count: int) -> list[str]:
    chance = random.Random(7)
    lines = (*_PAIRS * 3, *_HEADERS * 2, *_ODD, *_WRONG)
    endings = ("\n", "\r\n")
    return [
        "".join(chance.choice(lines) + chance.choice(endings) for _ in range(chance.randint(0, 7)))
        for _ in range(count)
    ]


def test_whatever_the_lines_are_it_says_what_tomllib_says() -> None:
    for source in _texts(4000):
        assert _ours(source) == _outcome(source), source
        assert repr(_ours(source)) == repr(_outcome(source)), source


@pytest.mark.parametrize("line", _PAIRS)
def test_a_plain_line_is_read_without_tomllib(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "\n".join(["[profiles.one]", line, '[profiles."my mail"]', line])
    expected = tomllib.loads(source)
    monkeypatch.delattr(tomllib, "loads")
    assert read_toml(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "a = 1\na = 2",
        "[a]\n[a]",
        '[a.b]\n[a."b"]',
        "[a]\nb = 1\n[a.b]",
        "a = 1\n[a]",
        "[a.b]\n[a]\nb = 1",
    ],
)
def test_what_is_said_twice_is_refused_as_ever(source: str) -> None:
    assert isinstance(_outcome(source), str)
    assert _ours(source) == _outcome(source)
