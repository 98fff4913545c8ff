"""Octets of a log or a pasted reply as text, whatever charset they are in."""

import itertools

_FULL_WIDTH = range(0xFF00, 0xFFF0)


def text_of_octets(octets: bytes) -> str:
    """UTF-8; else GB 18030 where it reads as Chinese (QQ, 163); else Latin-1. Never fails."""
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _pairs_outweigh(octets):
        text = octets.decode("gb18030", "replace")
        if _reads_as_chinese(text):
            return text
    return octets.decode("latin-1")


def _pairs_outweigh(octets: bytes) -> bool:
    """Whether high octets stand together: in Latin-1 they are single letters between ASCII ones."""
    high = [octet >= 0x80 for octet in octets]
    paired = sum(1 for left, right in itertools.pairwise(high) if left and right)
    return 2 * paired >= sum(high) > 3


def _reads_as_chinese(text: str) -> bool:
    foreign = [character for character in text if character >= "\x80"]
    chinese = sum("\u3000" <= character <= "\u9fff" or ord(character) in _FULL_WIDTH for character in foreign)
    return bool(foreign) and chinese >= 0.8 * len(foreign)
