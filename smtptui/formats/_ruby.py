"""Values of Ruby, in single quotes: in double ones `#{}` would be carried out."""

import re

from smtptui.formats import _marked
from smtptui.formats._base import CannotHoldError, lines_of

Value = str | int | bool
_BY_HAND = "export without --output, and put the lines where they belong"
_LITERAL = re.compile(
    r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\#]|#(?!\{)|\\.)*)\"|(\d+)|(true|false)|:([a-z0-9_]+)", re.DOTALL
)


def quoted(value: Value) -> str:
    """A literal."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def literal(text: str) -> Value | None:
    """The value that `text` begins with; None for what Ruby computes."""
    match = _LITERAL.match(text)
    if match is None:
        return None
    string, double, number, boolean, symbol = match.groups()
    if string is not None:
        return re.sub(r"\\([\\'])", r"\1", string)
    if double is not None:
        return re.sub(r"\\(.)", r"\1", double)
    return int(number) if number else symbol if symbol else boolean == "true"


def put(text: str, block: str) -> str:
    """A program with our block at its end. Raises CannotHoldError where its end is no program any more."""
    lines = lines_of(text)
    if "__END__" in lines:
        raise CannotHoldError(f"line {lines.index('__END__') + 1} ends the program: what follows it is data", _BY_HAND)
    comments = [line.split()[0] for line in lines if re.match(r"=(?:begin|end)\b", line)]
    if comments and comments[-1] == "=begin":
        raise CannotHoldError("the file ends within a comment, after =begin", _BY_HAND)
    return _marked.put(text, block)
