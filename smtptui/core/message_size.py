"""How large a message will be on the wire, and how large it may be, before anything is composed or sent."""

from collections.abc import Iterable
from typing import NamedTuple

from smtptui.model.fingerprint import LastGood
from smtptui.model.provider import LimitUnit, LimitWindow, Provider
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.message import Draft

_HEADER_OCTETS, _PART_OCTETS = 600, 250
# A megabyte is what the provider calls so: the smaller meaning errs on the safe side.
_MEGABYTE = 10**6


class SizeLimit(NamedTuple):
    """So many octets at most, and who says so."""

    octets: int
    whose: str


def base64_octets(octets: int) -> int:
    """What base64 makes of so many octets: four letters of three, and a line end behind 76 (RFC 2045 section 6.8)."""
    letters = -(-octets // 3) * 4
    return letters + -(-letters // 76) * 2


def size_of(texts: Iterable[str], attachments: Iterable[int]) -> int:
    """About how many octets a message of these texts and attachments has; attachments by their size."""
    parts = [*map(_text_octets, texts), *map(base64_octets, attachments)]
    return _HEADER_OCTETS + sum(part + _PART_OCTETS for part in parts)


def size_of_draft(draft: Draft) -> int:
    """About how many octets it has."""
    return size_of([draft.text, draft.html or ""], [len(one.content) for one in draft.attachments])


def _text_octets(text: str) -> int:
    octets = len(text.encode("utf-8", "replace")) + text.count("\n")
    return octets if text.isascii() else base64_octets(octets)


def size_limit(
    provider: Provider, host: str, shown: Capabilities | None, good: LastGood | None = None
) -> SizeLimit | None:
    """The smallest limit that is known: what the server stated of late, and what its provider allows."""
    known = [
        SizeLimit(int(limit.value * _MEGABYTE), provider.title)
        for limit in provider.limits
        if limit.unit is LimitUnit.MEGABYTES and limit.window is LimitWindow.MESSAGE
    ]
    stated = shown.maximum_size_octets if shown else _stated(good)
    if stated is not None:
        known.append(SizeLimit(stated, host))
    return min(known, default=None)


def _stated(good: LastGood | None) -> int | None:
    """The SIZE (RFC 1870) among the marks of the last good probe."""
    lines = good.marks.capabilities if good else ()
    keywords = dict(line.split(" ", 1) for line in lines if " " in line)
    return Capabilities("", keywords).maximum_size_octets
