"""Text from elsewhere made safe for a terminal: one function, used where such text enters."""

import unicodedata

# Unicode bidirectional controls (UAX 9) and invisible separators can make a line read as another one.
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})
_CONTROL_PICTURES = 0x2400


def printable(text: str, *, keep: str = "") -> str:
    """`text` with every control, C1, bidirectional and invisible character made visible.

    Characters in `keep` (for example a line end) pass unchanged. Bytes that were no UTF-8 and came in as
    surrogates show as `\\xNN`.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if character in keep else _visible(character) for character in text)


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return "␡"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if unicodedata.category(character) in _INVISIBLE_CATEGORIES:
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
    return character


def decoded(octets: bytes) -> str:
    """Bytes from a peer as text: UTF-8, and what is not UTF-8 kept as surrogates for `printable` to show."""
    return octets.decode("utf-8", "surrogateescape")
