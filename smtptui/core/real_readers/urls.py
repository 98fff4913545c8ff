"""An address as node takes it apart, by the rules that browsers follow (the WHATWG's URL)."""

import json
from collections.abc import Sequence

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, otherwise
from smtptui.core.real_readers._running import installed, said
from smtptui.formats.smtp_url import ENCODED

_NODE = """
const url = new URL(require('fs').readFileSync(0, 'utf8').trim());
const { hostname, port, username, password } = url;
const found = { host: hostname, port, username: decodeURIComponent(username), secret: decodeURIComponent(password) };
process.stdout.write(JSON.stringify(found));
"""


def _ask(question: Question) -> Sequence[Answer]:
    # Of dotCloud's own spelling no reader is left.
    if question.target != ENCODED or not installed("node"):
        return []
    return [answered("node's URL", lambda: _read(question))]


def _read(question: Question) -> Sequence[str]:
    values = question.values
    wanted = {
        "host": values.host,
        "port": str(values.port),
        "username": values.username,
        "secret": values.secret.reveal() if values.secret else None,
    }
    found = json.loads(said(["node", "-e", _NODE], question.text))
    return otherwise({name: value for name, value in wanted.items() if value}, found)


READER = RealReader(("smtp-url",), _ask)
