"""Terraform, asked for its variables: its console needs no providers and no state for that."""

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, fields_otherwise
from smtptui.core.real_readers._running import installed, nameless_file, said
from smtptui.formats import _environment
from smtptui.formats._base import Values

# In base64, for the console quotes what it prints by rules of its own.
_EXPRESSION = "base64encode(jsonencode({{ {} }}))\n"


def _ask(question: Question) -> Sequence[Answer]:
    return [answered("Terraform", lambda: _read(question))] if installed("terraform") else []


def _read(question: Question) -> Sequence[str]:
    names = [name.lower() for name, _ in _environment.variables(Values())]
    declared = "".join(f'variable "{name}" {{\n  default = null\n}}\n' for name in names)
    expression = _EXPRESSION.format(", ".join(f"{name} = var.{name}" for name in names))
    with TemporaryDirectory(prefix="smtptui-") as folder, nameless_file(question.text) as file:
        Path(folder, "main.tf").write_text(declared, encoding="utf-8")
        words = ["terraform", f"-chdir={folder}", "console", f"-var-file=/dev/fd/{file}"]
        printed = said(words, expression, pass_fds=[file])
    # Before it may stand warnings, of variables that are not ours.
    last = printed.rstrip("\n").rpartition("\n")[2]
    found = json.loads(base64.b64decode(last.strip('"')))
    texts = {name.upper(): str(value) for name, value in found.items() if value is not None}
    return fields_otherwise(question, _environment.values_in(texts))


READER = RealReader(("terraform",), _ask)
