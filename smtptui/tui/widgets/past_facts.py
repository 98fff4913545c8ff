"""What a past session's verdict and stages leave out: the server's own words, recipients, numbers."""

from collections.abc import Iterator

from textual.content import Content

from smtptui.model.report import Delivery, Outcome, RecipientReport, SessionReport
from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import Drawn, wrapped

_LABEL = 12


class PastFacts(Drawn):
    """Facts with a label each."""

    DEFAULT_CSS = """
    PastFacts {
        margin: 1 0 0 1;
    }
    """

    def __init__(self, report: SessionReport) -> None:
        super().__init__()
        self._report = report

    def lines(self, width: int) -> list[Content]:
        """A line a fact, or more."""
        return [line for label, value in _facts(self._report) for line in _fact(label, value, width)]


def _fact(label: str, value: Content, width: int) -> list[Content]:
    return wrapped(Content.styled(f"{label:<{_LABEL}}", "$text-muted") + value, width, _LABEL)


def _facts(report: SessionReport) -> Iterator[tuple[str, Content]]:
    reply = report.failure.reply if report.failure else None
    if reply is not None:
        code = " ".join(part for part in (str(reply.code), reply.enhanced) if part)
        yield "reply", Content(f"{code} {' / '.join(reply.text.splitlines())}")
    if report.delivery is not None:
        yield from _of_message(report.delivery)
    if report.mechanism:
        yield "login", Content(f"AUTH {report.mechanism}{f' as {report.username}' if report.username else ''}")
    for change in report.changes:
        yield "changed", Content(change)
    yield "transcript", Content.styled("not kept in the history", "$text-muted")


def _of_message(delivery: Delivery) -> Iterator[tuple[str, Content]]:
    if delivery.subject is not None:
        yield "subject", Content(delivery.subject)
    asked = {one.address for one in delivery.recipients}
    for one in delivery.recipients:
        yield "to", _recipient(one)
    words = "what the server said is not known" if delivery.outcome is Outcome.UNKNOWN else "not asked"
    for address in delivery.to_addresses:
        if address not in asked:
            yield "to", Content.assemble((f"{glyphs.SKIPPED} ", "$text-muted"), address, (f"  {words}", "$text-muted"))
    if delivery.message_id:
        yield "Message-ID", Content(delivery.message_id)


def _recipient(one: RecipientReport) -> Content:
    mark = (f"{glyphs.PASSED} ", "$text-success") if one.accepted else (f"{glyphs.FAILED} ", "$text-error")
    answer = f"  {one.reply.one_line}" if one.reply else ""
    return Content.assemble(mark, one.address, (answer, "$text-muted"))
