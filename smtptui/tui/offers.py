"""What a field of the test message offers to go on with, and what it says about what was typed."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from smtptui.core.files import Offer, SeenFile, SeenFiles
from smtptui.core.message_size import SizeLimit
from smtptui.model.history import HistoryEntry
from smtptui.tui import glyphs
from smtptui.tui.words import size

_REMEMBERED = 50


def recent_recipients(sends: Iterable[HistoryEntry]) -> Sequence[str]:
    """Who was sent to, the last first, each once."""
    return list(dict.fromkeys(address for entry in sends for address in entry.recipients))[:_REMEMBERED]


def recipient_offers(typed: str, recent: Sequence[str]) -> tuple[Offer, ...]:
    """Recent recipients that the last address may become."""
    known = set(typed.replace(",", " ").replace(";", " ").split())
    before, word = typed, ""
    if typed and typed[-1] not in " ,;":
        word = typed.replace(",", " ").replace(";", " ").split()[-1]
        before = typed[: len(typed) - len(word)]
    fitting = (address for address in recent if address.lower().startswith(word.lower()) and address not in known)
    return tuple(Offer(f"{before}{address}", address) for address in fitting)


def offer_line(offers: Sequence[Offer], width: int) -> list[Content]:
    """`→ ops@example.com   fred@example.com`: the arrow takes the first."""
    if not offers:
        return []
    first = Content.assemble(("→ ", "bold $text-accent"), offers[0].words)
    others = Content.styled("".join(f"   {offer.words}" for offer in offers[1:]), "$text-muted")
    return [(first + others).truncate(width, ellipsis=True)]


def offer_at(offers: Sequence[Offer], cell: int) -> Offer | None:
    """The offer that stands in this cell of the line."""
    # Before the first stands an arrow, before each of the others three blanks.
    end = -1
    for offer in offers:
        end += 3 + cell_len(offer.words)
        if cell < end:
            return offer
    return None


def file_remarks(seen: SeenFiles) -> Sequence[Content]:
    """Each file with its size or with what is wrong with it."""
    if seen.problem is not None:
        return [Content.styled(f"{glyphs.WARNED} {seen.problem}", "$text-warning")]
    return [_file_remark(one) for one in seen.files]


def size_remark(octets: int, limit: SizeLimit | None) -> Content:
    """How large the message will be, base64 and all, against the smallest limit that is known."""
    words = f"about {size(octets)} on the wire"
    if limit is None:
        return Content.styled(f"{glyphs.SKIPPED} {words}; a probe shows what the server takes", "$text-muted")
    if octets > limit.octets:
        words = f"{glyphs.FAILED} {words}: more than the {size(limit.octets)} that {limit.whose} takes"
        return Content.styled(words, "$text-error")
    return Content.assemble((glyphs.PASSED, "$text-success"), f" {words}; {limit.whose} takes {size(limit.octets)}")


def _file_remark(one: SeenFile) -> Content:
    if one.size_octets is None:
        return Content.styled(f"{glyphs.FAILED} {one.name}: {(one.problem or '').lower()}", "$text-error")
    return Content.assemble((glyphs.PASSED, "$text-success"), f" {one.name}, {size(one.size_octets)}")
