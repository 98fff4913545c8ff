"""YAML as libyaml reads it, by Ruby: a second opinion, for the targets' own parser is Go's or Python's."""

import json
from collections.abc import Sequence

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered
from smtptui.core.real_readers._running import installed, said
from smtptui.formats import _yaml

_FORMATS = ("compose", "dotcloud", "frontier", "kubernetes-secret", "shield")
_RUBY = """
require 'yaml'; require 'json'
puts JSON.generate(YAML.safe_load(STDIN.read.force_encoding('UTF-8'), aliases: true))
"""


def _ask(question: Question) -> Sequence[Answer]:
    return [answered("libyaml", lambda: _read(question.text))] if installed("ruby") else []


def _read(text: str) -> Sequence[str]:
    ours = json.loads(json.dumps(_yaml.loaded(text), default=str))
    return [] if json.loads(said(["ruby", "-e", _RUBY], text)) == ours else ["a value"]


READER = RealReader(_FORMATS, _ask)
