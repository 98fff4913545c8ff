"""What a relay has to tell, as lines and in full."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from textual.content import Content

from smtptui.model.diagnosis import Diagnosis
from smtptui.model.history import age_in_words
from smtptui.model.relay import Listener, NextHop, QueuedMessage, RelayStatus, ShownMessage, WaitingReason
from smtptui.model.relay_log import LogTold
from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.words import count, size

QUEUE_GLYPHS = {
    "deferred": (glyphs.WARNED, "$text-warning"),
    "hold": (glyphs.SKIPPED, "$text-warning"),
    "active": (glyphs.RUNNING, "$text-accent"),
}
_OTHER_QUEUE = (glyphs.NOT_TRIED, "$text-muted")
_SECURITY = {"tls": "TLS", "starttls": "STARTTLS", "opportunistic": "STARTTLS if offered", "none": "no encryption"}
_OUTCOMES = {"sent": (glyphs.PASSED, "$text-success"), "deferred": (glyphs.WARNED, "$text-warning")}
_BAD = (glyphs.FAILED, "$text-error")
_GRAVE = ("error", "fatal", "panic")
# Of a message to thousands.
_RECIPIENTS = 100


def age(since: datetime, now: datetime) -> str:
    """How long a message has waited."""
    words = age_in_words(now - since)
    return "<1 min" if words == "now" else words


def queue_glyph(queue: str) -> tuple[str, str]:
    """The sign of a queue, and its colour."""
    return QUEUE_GLYPHS.get(queue, _OTHER_QUEUE)


def sender(message: QueuedMessage) -> str:
    """The envelope sender; a bounce has none."""
    return message.sender or "<> (a bounce)"


def next_hop(hop: NextHop) -> str:
    """Where mail is handed on, and how the way is protected."""
    to = hop.relayhost or "each recipient's own server"
    return f"{to}  {_SECURITY[hop.security]}"


def where_it_listens(status: RelayStatus) -> str:
    """Its addresses and ports, and whom it takes mail from where that takes a login."""
    return ", ".join(_listener(one, status) for one in status.listeners) or "no port: mail comes by sendmail alone"


def _listener(at: Listener, status: RelayStatus) -> str:
    logins = status.logins
    return printable(f"{at} for {', '.join(logins.names)}") if logins and logins.at == at else str(at)


def meaning(diagnosis: Diagnosis, text: str) -> str:
    """What words of a relay or a server mean; the words themselves where nobody knows."""
    return diagnosis.summary if diagnosis.is_known else text


def reason_title(reason: WaitingReason) -> Content:
    """`✘ 37 wait: …`."""
    verb = "waits" if reason.messages == 1 else "wait"
    return Content.assemble(_BAD, (f" {reason.messages:,} {verb}: ", "bold"), meaning(reason.diagnosis, reason.text))


def steps(diagnosis: Diagnosis) -> list[Content]:
    """What to do, numbered."""
    return [
        Content.assemble((f"{number} ", "$text-accent"), step)
        for number, step in enumerate(diagnosis.fix.splitlines(), 1)
    ]


def reasons_in_full(reasons: Sequence[WaitingReason], others: int) -> list[Content]:
    """Each reason with what it means, what to do, and the words themselves."""
    lines: list[Content] = []
    for reason in reasons:
        lines += [reason_title(reason), *steps(reason.diagnosis), Content.styled(reason.text, "$text-muted"), Content()]
    return [*lines, Content(f"and {others:,} for other reasons")] if others else lines


def message_in_full(shown: ShownMessage, now: datetime) -> list[Content]:
    """Its envelope, why it waits, its header."""
    message = shown.message
    lines = [
        Content.assemble(
            queue_glyph(message.queue), f" {message.queue}  {age(message.arrived_at, now)}  {size(message.size_octets)}"
        ),
        Content.assemble(("from  ", "$text-muted"), sender(message)),
        *_recipients(message),
        Content(),
    ]
    for text, diagnosis in shown.diagnoses.items():
        lines += [Content.assemble(_BAD, " ", (diagnosis.summary, "bold")), *steps(diagnosis)]
        lines += [Content.styled(text, "$text-muted"), Content()]
    if shown.header is None:
        return [*lines, Content.styled("Its header is shown to root only.", "$text-muted")]
    return [*lines, *map(Content, shown.header.splitlines())]


def _recipients(message: QueuedMessage) -> Iterable[Content]:
    for one in message.recipients[:_RECIPIENTS]:
        yield Content.assemble(("to    ", "$text-muted"), one.address)
    if (more := len(message.recipients) - _RECIPIENTS) > 0:
        yield Content.styled(f"      and {count(more, 'more recipient')}", "$text-muted")


def log_glyph(told: LogTold) -> tuple[str, str]:
    """The sign of a line: how a delivery went, or how grave a complaint is."""
    delivery, severity = told.entry.delivery, told.entry.severity
    if delivery is not None:
        return _OUTCOMES.get(delivery.status, _BAD)
    if severity is not None:
        return _BAD if severity in _GRAVE else (glyphs.WARNED, "$text-warning")
    return " ", ""


def log_line(told: LogTold) -> Content:
    """A delivery in short, and what its failure means; any other line as it stands there, without date and host."""
    entry, delivery = told.entry, told.entry.delivery
    if delivery is None:
        return Content(entry.text.partition("]: ")[2] or entry.text)
    why = meaning(told.diagnosis, delivery.reason) if told.diagnosis else delivery.reason
    return Content.assemble((delivery.status, "bold"), f" {delivery.recipient}  ", (why, "$text-muted"))


def log_in_full(told: LogTold) -> list[Content]:
    """The line as it is, and what it means."""
    lines = [Content(told.entry.text)]
    if told.diagnosis is not None:
        lines += [Content(), Content.styled(told.diagnosis.summary, "bold"), *steps(told.diagnosis)]
    return lines
