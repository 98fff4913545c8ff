"""postconf and postmap, each asked about a copy of its file."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, otherwise
from smtptui.core.real_readers._running import installed, nameless_file, said
from smtptui.formats import _postfix


def _ask(question: Question) -> Sequence[Answer]:
    program, read = ("postmap", _login) if "secret" in question.format.holds else ("postconf", _parameters)
    return [answered(program, lambda: read(question))] if installed(program) else []


def _parameters(question: Question) -> Sequence[str]:
    ours = _postfix.parameters(question.values)
    with TemporaryDirectory(prefix="smtptui-") as folder:
        Path(folder, "main.cf").write_text(question.text, encoding="utf-8")
        listed = said(["postconf", "-c", folder, *ours]).split("\n")
    found = dict(line.split(" =", 1) for line in listed if " =" in line)
    return otherwise(ours, {name: value.strip() for name, value in found.items()})


def _login(question: Question) -> Sequence[str]:
    key, _, login = _postfix.login(question.values).partition(" ")
    with nameless_file(question.text) as file:
        found = said(["postmap", "-q", key, f"texthash:/dev/fd/{file}"], pass_fds=[file])
    return [] if found.removesuffix("\n") == login else ["login"]


READER = RealReader(("postfix",), _ask)
