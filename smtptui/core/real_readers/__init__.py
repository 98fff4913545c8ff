"""The programs that read our files, asked what they make of them: every module here with a `READER` is one.

Nothing of a file is carried out: those who could are given literals, or have it forbidden. Nobody is asked before our
own reading has found in the file what the profile holds.
"""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from smtptui.core.real_readers._asking import Answer, Question, RealReader

__all__ = ["Answer", "Question", "answers", "readers"]


def answers(question: Question) -> Sequence[Answer]:
    """What every reader of the format says that is installed here; nothing where none is."""
    return [answer for one in readers().values() if question.name in one.formats for answer in one.ask(question)]


@cache
def readers() -> dict[str, RealReader]:
    """The readers by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}").READER for name in names}
