"""How a real reader is asked: what it is given, and what it may answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from smtptui.core.real_readers._running import RefusedError
from smtptui.formats._base import Format, Values
from smtptui.formats._verify import lost, words_for


class Question(NamedTuple):
    """A file's text, the format that it has, and what it shall say."""

    name: str
    format: Format
    target: str
    text: str
    values: Values


class Answer(NamedTuple):
    """What a reader makes of a file: `problem` in words, None where it reads every value as it is."""

    reader: str
    problem: str | None = None


Ask = Callable[[Question], Sequence[Answer]]


class RealReader(NamedTuple):
    """A program, and the formats whose files it reads; it answers with nothing where it is not installed."""

    formats: tuple[str, ...]
    ask: Ask


def answered(reader: str, read: Callable[[], Sequence[str]]) -> Answer:
    """The answer of one reader; `read` gives the names of what it reads otherwise."""
    try:
        otherwise = read()
    except RefusedError as error:
        return Answer(reader, error.message)
    return Answer(reader, f"reads otherwise: {', '.join(otherwise)}" if otherwise else None)


def otherwise(ours: Mapping[str, object], theirs: Mapping[str, object]) -> Sequence[str]:
    """The names of what the two read differently."""
    return [name for name, value in ours.items() if theirs.get(name) != value]


def fields_otherwise(question: Question, theirs: Values) -> Sequence[str]:
    """The fields that a reader gave another value than the profile has, in words."""
    return [words_for(field) for field in lost(question.format, question.values, theirs)]
