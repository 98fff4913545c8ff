"""What real readers say to the files that are there, one line a reader."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smtptui.cli.command import Context
from smtptui.cli.exit_codes import ExitCode
from smtptui.errors import WriteError

if TYPE_CHECKING:
    from smtptui.core.exporting.export import Export


def say_real(context: Context, exports: "Sequence[Export]") -> int:
    """Ask, and say who was asked. Raises WriteError where somebody reads something else."""
    from smtptui.core.exporting.verifying import asked_for_real

    otherwise = 0
    for exported in exports:
        paths = " and ".join(str(file.path) for file in exported.files)
        for words in exported.hindrances:
            context.console.talk(f"▲ {exported.name}: {words}")
        answers = asked_for_real(exported)
        for answer in answers:
            mark, words = ("✘", answer.problem) if answer.problem else ("✔", "reads what the profile holds")
            context.console.talk(f"{mark} {paths}: {answer.reader} {words}")
            otherwise += answer.problem is not None
        if not answers:
            context.console.talk(f"▲ {paths}: what the profile holds; no real reader of {exported.name} is here to ask")
    if otherwise:
        raise WriteError("a real reader does not get what the profile holds", "look with --diff, and report it")
    return ExitCode.PASSED
