"""How a real reader is asked: what it is given, what it may answer, and how its program is run."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from smtptui.errors import SmtptuiError
from smtptui.formats._base import Format, Values
from smtptui.formats._verify import lost, words_for

_PATIENCE_S = 20


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


class RefusedError(SmtptuiError):
    """A program could not read what it was given. What it said is not repeated: it may hold the secret."""


def installed(program: str) -> bool:
    """Whether a program is here."""
    return shutil.which(program) is not None


def answered(reader: str, read: Callable[[], Sequence[str]]) -> Answer:
    """The answer of one reader; `read` gives the names of what it reads otherwise."""
    try:
        otherwise = read()
    except RefusedError as error:
        return Answer(reader, error.message)
    return Answer(reader, f"reads otherwise: {', '.join(otherwise)}" if otherwise else None)


def said(command: Sequence[str], given: str = "", pass_fds: Sequence[int] = ()) -> str:
    """What a program prints. Secrets reach it by standard input or a descriptor alone. Raises RefusedError."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
    try:
        ended = subprocess.run(  # noqa: S603 - a program of ours to choose, found on the operator's own PATH
            command,
            input=given.encode(),
            capture_output=True,
            env=environment,
            timeout=_PATIENCE_S,
            check=False,
            pass_fds=pass_fds,
        )
    except subprocess.TimeoutExpired:
        raise RefusedError(f"did not answer within {_PATIENCE_S} s") from None
    if ended.returncode != 0:
        raise RefusedError("cannot read it")
    return ended.stdout.decode(errors="replace")


@contextmanager
def nameless_file(text: str) -> Iterator[int]:
    """A file for programs that read no standard input, as /dev/fd/N: whatever happens, nothing of it is left."""
    with tempfile.TemporaryFile() as file:
        file.write(text.encode())
        file.seek(0)
        yield file.fileno()


def otherwise(ours: Mapping[str, object], theirs: Mapping[str, object]) -> Sequence[str]:
    """The names of what the two read differently."""
    return [name for name, value in ours.items() if theirs.get(name) != value]


def fields_otherwise(question: Question, theirs: Values) -> Sequence[str]:
    """The fields that a reader gave another value than the profile has, in words."""
    return [words_for(field) for field in lost(question.format, question.values, theirs)]
