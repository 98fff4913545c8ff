"""The words of mail in plain ones, from glossary.toml."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Word(NamedTuple):
    """A word, what else people call it, and what it means."""

    word: str
    also: tuple[str, ...]
    text: str


@cache
def glossary() -> tuple[Word, ...]:
    """All words in the order of the alphabet."""
    read = tomllib.loads(files("smtptui.tui").joinpath("glossary.toml").read_text("utf-8"))
    words = [Word(one["word"], tuple(one.get("also", ())), one["text"]) for one in read["word"]]
    return tuple(sorted(words, key=lambda one: one.word.casefold()))


def search(typed: str, words: Sequence[Word]) -> list[Word]:
    """The words that begin so, then those that hold it in a name, then those that hold it in their text."""
    wanted = typed.strip().casefold()
    ranked = [(_rank(wanted, word), word) for word in words]
    return [word for rank, word in sorted(ranked, key=lambda item: item[0]) if rank < _NOWHERE]


_NOWHERE = 3


def _rank(wanted: str, word: Word) -> int:
    names = [name.casefold() for name in (word.word, *word.also)]
    if any(name.startswith(wanted) for name in names):
        return 0
    if any(wanted in name for name in names):
        return 1
    return 2 if wanted in word.text.casefold() else _NOWHERE


def words_in(text: str, words: Sequence[Word]) -> list[Word]:
    """The words that a sentence uses by their own name."""
    return [word for word in words if re.search(rf"\b{re.escape(word.word)}s?\b", text, re.IGNORECASE)]
