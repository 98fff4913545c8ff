"""Pictures of the app as SVG that every renderer draws alike."""

import re

_TEXT = re.compile(r'(<text [^>]*?x=")([\d.]+)("[^>]*?textLength=")([\d.]+)("[^>]*>)((?:&#160;)+)')
_CELL = 12.2


def portable(svg: str) -> str:
    """The picture without blanks at the start of a text: some renderers leave them out, and everything moves left."""
    return _TEXT.sub(_moved, svg)


def _moved(found: re.Match[str]) -> str:
    start, x, middle, length, end, blanks = found.groups()
    shift = blanks.count(";") * _CELL
    return f"{start}{float(x) + shift:g}{middle}{max(float(length) - shift, 0):g}{end}"
