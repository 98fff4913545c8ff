"""JSON as PHP and node read it."""

import json
from collections.abc import Sequence

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered
from smtptui.core.real_readers._running import installed, said

_PHP = (
    "echo json_encode(json_decode(stream_get_contents(STDIN), false, 512, JSON_THROW_ON_ERROR), JSON_THROW_ON_ERROR);"
)
_NODE = "process.stdout.write(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8'))))"
_COMMANDS = {
    "wp-mail-smtp-option": ("php", "-n", "-r", _PHP),
    "fluent-smtp": ("php", "-n", "-r", _PHP),
    "nodemailer": ("node", "-e", _NODE),
    "ghost": ("node", "-e", _NODE),
}


def _ask(question: Question) -> Sequence[Answer]:
    command = _COMMANDS[question.name]
    return [answered(command[0], lambda: _read(command, question.text))] if installed(command[0]) else []


def _read(command: Sequence[str], text: str) -> Sequence[str]:
    return [] if json.loads(said(command, text)) == json.loads(text) else ["a value"]


READER = RealReader(tuple(_COMMANDS), _ask)
