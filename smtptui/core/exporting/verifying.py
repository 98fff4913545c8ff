"""Files that are there held against a profile: by our own reading, and by that of the programs that read them."""

from collections.abc import Sequence

from smtptui.core.exporting.export import Export, deviations
from smtptui.core.real_readers import Answer, Question, answers
from smtptui.errors import WriteError

__all__ = ["Answer", "asked_for_real"]


def asked_for_real(exported: Export) -> Sequence[Answer]:
    """What the real readers that are here make of the files; none where none is here.

    Raises WriteError where our own reading already finds something else in them, or one is missing.
    """
    if found := deviations(exported):
        paths = " and ".join(str(file.path) for file in exported.files)
        raise WriteError(
            f"what stands in {paths} differs from the profile in: {', '.join(found)}",
            "export it again, or look with --diff",
        )
    questions = [
        Question(exported.name, file.format, exported.target, file.existing or "", exported.values)
        for file in exported.files
    ]
    return [answer for question in questions for answer in answers(question)]
