"""Files shown without their secrets, however a format has to spell them."""

import re
from collections.abc import Iterable, Sequence

from smtptui.formats._others import without_others
from smtptui.secret import MASK, Redactor, Secret

# What formats put before a character, or between two, to keep its meaning from the reader.
_BEFORE = r"""[\\'"$%^{}]{0,6}"""


class FileMask:
    """Masks secrets in a file's text: as they are, encoded, and with any escapes and quotes in between."""

    def __init__(self, secrets: Iterable[Secret | None]) -> None:
        known = [one for one in secrets if one]
        self._encoded = Redactor(known)
        self._escaped = [_escaped(one.reveal()) for one in sorted(known, key=lambda one: -len(one.reveal()))]

    def __call__(self, text: str) -> str:
        """`text` with every spelling masked; it has as many lines as before."""
        for pattern in self._escaped:
            text = pattern.sub(MASK, text)
        return self._encoded(text)

    def there(self, line: str) -> str:
        """A line that was there before, masked: what others keep in it too."""
        return without_others(self(line))

    def __repr__(self) -> str:
        return f"FileMask({len(self._escaped)} secrets)"


def _escaped(value: str) -> re.Pattern[str]:
    # Case counts in the character alone: hex digits come in both.
    return re.compile(_BEFORE.join(_character(one) for one in value))


def _character(one: str) -> str:
    """The character, doubled by some formats, or an escape that stands for it."""
    code = f"{ord(one):x}"
    octets = one.encode("utf-8", "surrogateescape")
    ways = [
        rf"{re.escape(one)}",
        rf"(?i:\\[xuU]\{{?0*{code}\}}?)",
        # JSON and Java's properties write two halves (RFC 8259 section 7).
        "(?i:" + "".join(rf"\\u{half:04x}" for half in _halves(one)) + ")",
        rf"(?i:&#(?:x0*{code}|0*{ord(one)});)",
        "(?i:" + "".join(f"%{octet:02x}" for octet in octets) + ")",
        r"(?i:" + "".join(rf"\\x{octet:02x}" for octet in octets) + ")",
        "".join(rf"\\{octet:03o}" for octet in octets),
        *_SHORT.get(one, ()),
    ]
    return f"(?:{'|'.join(ways)})"


def _halves(one: str) -> Sequence[int]:
    octets = one.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(octets[place : place + 2], "big") for place in range(0, len(octets), 2)]


# Escapes that are no number.
_SHORT = {"\t": (r"\\t",), "&": ("&amp;",), "<": ("&lt;",), ">": ("&gt;",), '"': ("&quot;",), "\x1b": (r"\\e",)}
