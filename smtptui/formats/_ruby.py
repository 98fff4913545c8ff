"""Values of Ruby, in single quotes: in double ones `#{}` would be carried out."""

import re

Value = str | int | bool
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
