"""sh, dash and bash, given the words of the assignments alone."""

from collections.abc import Sequence
from functools import partial

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, otherwise
from smtptui.core.real_readers._running import installed, said
from smtptui.formats import _shell


def _ask(question: Question) -> Sequence[Answer]:
    shells = filter(installed, ("sh", "dash", "bash"))
    return [answered(shell, partial(_read, shell, question.text)) for shell in shells]


def _read(shell: str, text: str) -> Sequence[str]:
    """Words that expand are not among them: they were literal for us, and a shell carries nothing out in them."""
    words = _shell.words(text)
    script = "".join(f"value={word}\nprintf '%s\\0' \"$value\"\n" for word in words.values())
    read = said([shell, "-eu", "-s"], script).split("\0")
    return otherwise(_shell.assignments(text), dict(zip(words, read, strict=False)))


READER = RealReader(("shell", "adt-env", "systemd-env"), _ask)
