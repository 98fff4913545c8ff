"""A format with all its files."""

from collections.abc import Sequence

from smtptui import formats
from smtptui.formats._base import Values, files
from smtptui.formats._verify import rendered_file


def written(name: str, values: Values, target: str) -> list[str]:
    """The text of each file."""
    return [rendered_file(name, one, values, target) for one in files(formats.load(name), target)]


def read_back(name: str, texts: Sequence[str], target: str) -> Values:
    """What they say together."""
    found = Values()
    for one, text in zip(files(formats.load(name), target), texts, strict=True):
        said = one.parse(text, target)._asdict()
        found = found._replace(**{field: value for field, value in said.items() if value is not None})
    return found
