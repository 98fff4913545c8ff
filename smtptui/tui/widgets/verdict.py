"""Did it work, and if not, what to do now: the headline of a session."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click

from smtptui.core.drift import Drift
from smtptui.model.diagnosis import Diagnosis
from smtptui.model.report import Outcome, SessionReport
from smtptui.smtp.stage import Status
from smtptui.tui import glyphs
from smtptui.tui.keys import key_of, with_keys
from smtptui.tui.live_session import LiveSession
from smtptui.tui.messages import CureWanted
from smtptui.tui.use import Use
from smtptui.tui.widgets.drawn import Drawn, indented, spread, wrapped
from smtptui.tui.words import seconds


class Verdict(Drawn, can_focus=True):
    """The headline, the steps that cure it, what is ruled out."""

    DEFAULT_CSS = """
    Verdict {
        padding: 0 1 0 0;
        border-left: blank;
        &:focus {
            border-left: outer $border;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "cure", "mend it", id="verdict.cure", show=False)]

    def __init__(self, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self._session: LiveSession | None = None
        self._way: str | None = None
        self._about: str | None = None

    def show(self, session: LiveSession | None, *, way: str | None = None, about: str | None = None) -> None:
        """Draw this session's verdict; `way` says what Enter does, `about` stands there before any session."""
        self._session, self._way, self._about = session, way, about
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Headline first."""
        session = self._session
        if session is None:
            about = [*wrapped(self._about, width), Content("")] if self._about else []
            return about + wrapped(Content.styled(with_keys(self.app, self._empty), "$text-muted"), width)
        report = session.report
        lines = (
            _finished(session, report, self._way, width)
            if report
            else _unfinished(session, key_of(self.app, "cancel"), width)
        )
        return lines + (indented(Content.styled(session.note, "$text-muted"), width, 2) if session.note else [])

    def action_cure(self) -> None:
        """Enter."""
        if self._way is not None:
            self.post_message(CureWanted())

    def on_click(self, event: Click) -> None:
        """A click on the way out is its key."""
        place = event.get_content_offset(self)
        lines = self.lines(self.content_size.width)
        if self._way is None or place is None or place.y >= len(lines):
            return
        start = lines[place.y].plain.find(self._way)
        if 0 <= start <= place.x:
            self.action_cure()


def _headline(glyph: str, style: str, words: str, width: int, right: str = "") -> list[Content]:
    # The first line leaves room for what stands at its end; the rest is indented under the words.
    room = width - 2 - (len(right) + 2 if right else 0)
    first, *rest = wrapped(Content.styled(words, f"bold {style}"), room)
    head = spread(Content.styled(f"{glyph} ", style) + first, Content.styled(right, "$text-muted"), width)
    return [head, *(Content("  ") + line for line in rest)]


def _unfinished(session: LiveSession, cancel_key: str, width: int) -> list[Content]:
    endpoint = session.settings.endpoint
    if session.cancelled:
        words = "cancelled" if session.use is Use.PROBE else "cancelled: whether the message was sent is not known"
        return _headline(glyphs.WARNED, "$text-warning", words, width)
    verb = "trying" if session.use is Use.PROBE else "sending through"
    return _headline(glyphs.RUNNING, "$text-accent", f"{verb} {endpoint}", width, f"{cancel_key} cancels")


def _finished(session: LiveSession, report: SessionReport, way: str | None, width: int) -> list[Content]:
    if report.error is not None:
        kind, message = report.error
        start = "the secret cannot be had" if kind == "secret" else "this cannot be tried"
        lines = [*_headline(glyphs.FAILED, "$text-error", start, width), *indented(message, width, 2)]
        return _with_way(lines, way, width)
    lines = _outcome(report, width)
    if report.diagnosis is not None:
        return lines + _diagnosed(session, report.diagnosis, way, width)
    if report.failure is not None and not lines:
        lines = _headline(glyphs.FAILED, "$text-error", f"{report.failure.stage}: {report.failure.detail}", width)
    return _with_way(lines or _good(session, report, width), way, width)


def _with_way(lines: list[Content], words: str | None, width: int) -> list[Content]:
    """What a key does about it, at the end of the last step or below it where there is no room."""
    if words is None:
        return lines
    way = Content.styled(words, "bold $text-accent")
    *before, last = lines
    if last.cell_length + way.cell_length + 2 > width:
        return [*lines, *indented(way, width, 2)]
    return [*before, spread(last, way, width)]


def _diagnosed(session: LiveSession, diagnosis: Diagnosis, way: str | None, width: int) -> list[Content]:
    headline, _, more = diagnosis.summary.partition("\n")
    partly = session.report is not None and session.report.failure is None
    glyph, style = (glyphs.WARNED, "$text-warning") if partly else (glyphs.FAILED, "$text-error")
    lines = _headline(glyph, style, headline, width, diagnosis.confidence.value)
    lines += indented(more, width, 2) if more else []
    lines += _drifted(session.drift, width) if session.drift else []
    lines = _with_way(lines + _steps(diagnosis, width), way, width)
    if diagnosis.ruled_out:
        lines += indented(Content.styled(f"ruled out: {', '.join(diagnosis.ruled_out)}", "$text-muted"), width, 2)
    return lines


def _drifted(drift: Drift, width: int) -> list[Content]:
    """What changed since it last worked stands before what to do: it is often the whole answer."""
    if not drift.differences:
        return indented(Content.styled(drift.sentence, "$text-muted"), width, 2)
    words = Content.assemble((f"{glyphs.WARNED} ", "$text-warning"), drift.sentence)
    return [Content("  ") + line for line in wrapped(words, width - 2, 2)]


def _steps(diagnosis: Diagnosis, width: int) -> list[Content]:
    steps = [step for step in diagnosis.fix.splitlines() if step.strip()]
    lines = []
    for number, step in enumerate(steps, 1):
        mark = f"{number} " if len(steps) > 1 else "→ "
        lines += [
            Content("  ") + line for line in wrapped(Content.assemble((mark, "$text-accent"), step), width - 2, 2)
        ]
    if diagnosis.link:
        lines += indented(Content.styled(diagnosis.link, "underline $text-accent"), width, 4)
    return lines


_Words = Callable[[SessionReport], tuple[str, str, str]]


def _outcome(report: SessionReport, width: int) -> list[Content]:
    """What became of the message, before the reason; nothing for a probe."""
    delivery = report.delivery
    if delivery is None or delivery.outcome is Outcome.NOT_SENT:
        return []
    refused = [one.address for one in delivery.recipients if not one.accepted]
    if delivery.outcome is Outcome.ACCEPTED and refused:
        return _headline(glyphs.WARNED, "$text-warning", f"accepted, but not for {', '.join(refused)}", width)
    if delivery.outcome is Outcome.UNKNOWN:
        return _unknown(width)
    return []


def _unknown(width: int) -> list[Content]:
    return [
        *_headline(glyphs.WARNED, "$text-warning", "it is not known whether the message was sent", width),
        *indented(
            "The whole message went out, and no answer came. Look in the recipient's mailbox before you send it again.",
            width,
            2,
        ),
    ]


def _good(session: LiveSession, report: SessionReport, width: int) -> list[Content]:
    if report.delivery is not None:
        return _delivered(report, width)
    warned = [line.detail for line in report.stages if line.status is Status.WARNED]
    words = _ready(session)
    glyph, style = (glyphs.WARNED, "$text-warning") if warned else (glyphs.PASSED, "$text-success")
    lines = _headline(glyph, style, words, width, "dry run")
    for warning in (*report.warnings, *warned):
        lines += indented(Content.assemble((f"{glyphs.WARNED} ", "$text-warning"), warning), width, 2)
    note = "No message was sent; some providers check the sender only when one is."
    return lines + indented(Content.styled(note, "$text-muted"), width, 2)


def _ready(session: LiveSession) -> str:
    settings = session.settings
    sender, recipient = settings.from_address, settings.to_address
    if sender and recipient:
        return f"ready: {settings.endpoint.host} would take mail from {sender} to {recipient}"
    return (
        f"ready: {settings.endpoint.host} lets you in"
        if settings.logs_in
        else f"ready: {settings.endpoint.host} answers"
    )


def _delivered(report: SessionReport, width: int) -> list[Content]:
    delivery = report.delivery
    if delivery is None:
        return []
    host = report.endpoint.host if report.endpoint else "the server"
    queue = f"queue id {delivery.queue_id}" if delivery.queue_id else "no queue id given"
    recipients = ", ".join(one.address for one in delivery.recipients)
    return [
        *_headline(glyphs.PASSED, "$text-success", f"accepted by {host}", width, seconds(report.elapsed_ms)),
        *indented(queue, width, 2),
        *indented(f"Accepted is not delivered: look in {recipients}.", width, 2),
        *indented(Content.styled(f"Message-ID {delivery.message_id}", "$text-muted"), width, 2),
    ]
