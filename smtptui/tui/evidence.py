"""Certificate, capabilities, addresses and transcript in lines, for the folds under the stages."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.model.report import AddressReport, AddressStatus
from smtptui.model.tls import TlsReport
from smtptui.smtp.capabilities import Capabilities
from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import wrapped
from smtptui.tui.words import milliseconds

_LABEL = 13
_MEANINGS = {
    "8BITMIME": "takes text with letters beyond ASCII as it is",
    "AUTH": "ways to log in",
    "BINARYMIME": "takes binary parts",
    "CHUNKING": "takes a message in chunks (BDAT)",
    "DELIVERBY": "may be told a time to deliver by",
    "DSN": "sends delivery notifications when asked",
    "ENHANCEDSTATUSCODES": "replies carry codes like 5.7.8",
    "ETRN": "starts its queue when asked",
    "HELP": "answers HELP",
    "LIMITS": "states its limits",
    "PIPELINING": "takes several commands in one flight",
    "REQUIRETLS": "passes mail on over TLS alone when asked",
    "SIZE": "largest message",
    "SMTPUTF8": "takes addresses in any script",
    "STARTTLS": "turns to encryption when asked",
    "VRFY": "answers VRFY",
    "XCLIENT": "a proxy may speak for a client",
}


def _pair(label: str, value: str, width: int) -> list[Content]:
    return wrapped(Content.assemble((f"  {label:<{_LABEL}}", "$text-muted"), value), width, _LABEL + 2)


def certificate_title(tls: TlsReport) -> str:
    """Whose certificate, how long it lasts."""
    trusted = "" if tls.verified else ", not trusted"
    return f"certificate of {printable(_common_name(tls.subject))}, {tls.validity}{trusted}"


def _common_name(subject: str) -> str:
    parts = dict(part.split("=", 1) for part in subject.split(",") if "=" in part)
    return parts.get("CN", subject)


def certificate(tls: TlsReport, width: int) -> Sequence[Content]:
    """All of it, a line a fact."""
    facts = (
        ("protocol", f"{tls.version or 'not agreed'}, {tls.cipher or 'no cipher'}"),
        ("verified", "yes" if tls.verified else f"no: {tls.error}"),
        ("subject", tls.subject),
        ("names", ", ".join(tls.names) or "none"),
        ("issuer", tls.issuer),
        ("valid from", tls.not_before),
        ("valid until", f"{tls.not_after}, {tls.validity}"),
        ("fingerprint", tls.fingerprint),
    )
    return [line for label, value in facts for line in _pair(label, printable(value), width)]


def capabilities(known: Capabilities, width: int) -> Sequence[Content]:
    """Each keyword as the server wrote it, and in our words."""
    lines = []
    for keyword, parameter in known.keywords.items():
        words = _MEANINGS.get(keyword, "")
        if keyword == "SIZE" and known.maximum_size_octets:
            parameter = f"{known.maximum_size_octets / 2**20:,.1f} MiB"
        text = " ".join(part for part in (keyword, parameter) if part)
        lines += wrapped(Content.assemble(f"  {printable(text)}", (f"  {words}", "$text-muted")), width, 4)
    return lines


_ADDRESS_GLYPHS = {
    AddressStatus.CONNECTED: (glyphs.PASSED, "$text-success"),
    AddressStatus.FAILED: (glyphs.FAILED, "$text-error"),
    AddressStatus.NOT_NEEDED: (glyphs.SKIPPED, "$text-muted"),
}


def addresses(known: Sequence[AddressReport], width: int) -> Sequence[Content]:
    """How each address ended in the race."""
    lines = []
    for one in known:
        words = one.error or (
            milliseconds(one.elapsed_ms) if one.status is AddressStatus.CONNECTED else one.status.value
        )
        head = Content.assemble("  ", _ADDRESS_GLYPHS[one.status], f" {one.address:<24} ", (words, "$text-muted"))
        lines += wrapped(head, width, 4)
    return lines


def transcript(recorded: Sequence[str], width: int) -> Sequence[Content]:
    """The session's lines: ours, theirs, and what happened between them."""
    styles = {"C:": "$text-accent", "S:": "", "--": "$text-muted"}
    lines = []
    for line in recorded:
        lines += wrapped(Content.assemble("  ", (line, styles.get(line[:2], ""))), width, 5)
    return lines
