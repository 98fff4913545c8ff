"""git config, asked for the sendemail section; it includes no other file."""

from collections.abc import Sequence

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, otherwise
from smtptui.core.real_readers._running import installed, said


def _ask(question: Question) -> Sequence[Answer]:
    return [answered("git config", lambda: _read(question))] if installed("git") else []


def _read(question: Question) -> Sequence[str]:
    values = question.values
    known = {
        "smtpserver": values.host,
        "smtpserverport": str(values.port),
        "smtpuser": values.username,
        "smtppass": values.secret.reveal() if values.secret else None,
        "from": values.from_address,
    }
    listed = said(["git", "config", "--file", "-", "--null", "--list"], question.text).split("\0")
    found = dict(entry.split("\n", 1) for entry in listed if "\n" in entry)
    ours = {f"sendemail.{name}": value for name, value in known.items() if value is not None}
    return otherwise(ours, found)


READER = RealReader(("git",), _ask)
