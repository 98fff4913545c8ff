"""msmtp, asked what it would do; it connects nowhere."""

import re
from collections.abc import Mapping, Sequence

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, otherwise
from smtptui.core.real_readers._running import installed, nameless_file, said
from smtptui.smtp.security import Security

_USER = re.compile(r"^[ \t]*user\b", re.MULTILINE)
_COMMAND = re.compile(r"^[ \t]*passwordeval\b", re.MULTILINE)
_PASSWORD = re.compile(r"^[ \t]*password\b", re.MULTILINE)


def _ask(question: Question) -> Sequence[Answer]:
    return [answered("msmtp", lambda: _read(question))] if installed("msmtp") else []


def _read(question: Question) -> Sequence[str]:
    values = question.values
    ours: dict[str, object] = {
        "host": values.host,
        "port": str(values.port),
        "tls": "off" if values.security is Security.NONE else "on",
        **{key: text for key, text in (("user", values.username), ("from", values.from_address)) if text},
    }
    found = list(otherwise(ours, _settings(question.text)))
    if values.secret is None or values.printed_by:
        return found
    # It shows no password, so this one stands where it shows the value, through the same reader.
    shown = _settings(_PASSWORD.sub("user", _USER.sub("#", question.text)))
    return found if shown.get("user") == values.secret.reveal() else [*found, "secret"]


def _settings(text: str) -> Mapping[str, str]:
    # A command in it is the operator's own, and nobody asked to have it run.
    with nameless_file(_COMMAND.sub("#", text)) as file:
        lines = said(["msmtp", f"--file=/dev/fd/{file}", "--pretend"], pass_fds=[file]).split("\n")
    return dict(line.split(" = ", 1) for line in lines if " = " in line)


READER = RealReader(("msmtp",), _ask)
