"""Over a relay's queue: whether it runs, from where to where, how much waits, and how that came about."""

from datetime import datetime

from textual.content import Content

from smtptui.errors import SmtptuiError
from smtptui.model.relay import QUEUES, QueueCounts, RelayStatus
from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.keys import key_of
from smtptui.tui.relay_trend import MINUTES, Trend
from smtptui.tui.relay_words import age, next_hop, where_it_listens
from smtptui.tui.sparkline import sparkline
from smtptui.tui.widgets.drawn import Drawn, indented, spread, wrapped

_NOT_ROOT = "not root: you can look and flush; to hold, delete or restart, run smtptui as root"
_NOBODY_LOOKED = (" ", "")


class RelayHead(Drawn):
    """Three lines, more where somebody else has the relay's port; or what is wrong, in words."""

    DEFAULT_CSS = """
    RelayHead {
        padding: 0 2;
        margin-bottom: 1;
    }
    """

    def __init__(self, *, may_change: bool) -> None:
        super().__init__()
        self._may_change = may_change
        self._parts: tuple[Content, Content, tuple[Content, ...]] | None = None

    def show(self, status: RelayStatus, counts: QueueCounts | None, trend: Trend, now: datetime) -> None:
        """Draw this, if it is another than before."""
        bars = _bars(trend)
        facts = facts_of(status, counts, now)
        if not status.is_running:
            restart = f"{key_of(self.app, 'relay.restart', 'R')} starts it"
            facts.insert(0, _advice(restart if self._may_change else "root starts it: smtptui relay restart"))
        elif not self._may_change:
            facts.append(Content.styled(_NOT_ROOT, "$text-muted"))
        self._set((_state(status), bars, tuple(facts)))

    def complain(self, error: SmtptuiError) -> None:
        """Say what is wrong and what to do."""
        words = Content.assemble((glyphs.FAILED, "$text-error"), " ", (error.message, "bold"))
        self._set((words, Content(), (_advice(error.advice),) if error.advice else ()))

    def wait(self, words: str) -> None:
        """Say what is under way."""
        self._set((Content.assemble((glyphs.RUNNING, "$text-accent"), f" {words}"), Content(), ()))

    def _set(self, parts: tuple[Content, Content, tuple[Content, ...]]) -> None:
        if parts != self._parts:
            self._parts = parts
            self.redraw()

    def lines(self, width: int) -> list[Content]:
        """State and trend, then the facts."""
        if self._parts is None:
            return []
        state, bars, facts = self._parts
        fits = state.cell_length + 2 + bars.cell_length <= width
        first = [spread(state, bars, width)] if fits and bars.plain else wrapped(state, width, 2)
        rest = [line for fact in facts for line in indented(fact, width, 2)]
        return [*first, *rest]


def _bars(trend: Trend) -> Content:
    """How the queue grew or shrank, and how high the highest bar is."""
    bars = trend.bars()
    most = max((bar for bar in bars if bar is not None), default=0)
    words = f" at most {most:,.0f} in {MINUTES} min" if most else ""
    return Content.assemble(sparkline(bars, _NOBODY_LOOKED) if most else "", (words, "$text-muted"))


def _advice(words: str) -> Content:
    return Content.assemble(("→ ", "$text-accent"), words)


def _state(status: RelayStatus) -> Content:
    if status.is_running:
        pid = f"  pid {status.pid}" if status.pid else ""
        which = f"  {status.version}{pid}  {_which(status)}".rstrip()
        return Content.assemble((glyphs.PASSED, "$text-success"), (" Postfix runs", "bold"), (which, "$text-muted"))
    words = Content.assemble((glyphs.FAILED, "$text-error"), (" Postfix does not run: nothing is delivered", "bold"))
    return words + Content.styled(f"  {_which(status)}".rstrip(), "$text-muted")


def _which(status: RelayStatus) -> str:
    """Its folder, where another one could be meant."""
    return "" if set(status.instances) <= {status.config_directory} else printable(status.config_directory)


def facts_of(status: RelayStatus, counts: QueueCounts | None, now: datetime) -> list[Content]:
    """Its way from where it listens to where it hands mail on, what is wrong there, and its queues."""
    listens = where_it_listens(status)
    way = Content.assemble(listens, (" → ", "$text-muted"), next_hop(status.next_hop))
    wrong = [f"another mail server has {one.listener}: {one.greeting}" for one in status.strangers]
    if status.logins and status.logins_are_checked is False:
        wrong.append(f"nobody can log in on {status.logins.at}: no Dovecot answers")
    warnings = [Content.assemble((glyphs.WARNED, "$text-warning"), f" {words}") for words in wrong]
    return [way, *warnings, _queues(status, counts, now)]


def _queues(status: RelayStatus, counts: QueueCounts | None, now: datetime) -> Content:
    """`active 2   deferred 37   hold 0   oldest 12 min`; the rarer queues only where they hold something."""
    if counts is None:
        return Content.styled("only root can look into the queue while Postfix does not run", "$text-warning")
    names = [*QUEUES[::-1], *(name for name in counts.by_queue if name not in QUEUES)]
    always = ("active", "deferred", "hold")
    shown = sorted(
        (name for name in names if name in always or counts.of(name)), key=lambda name: (name not in always, name)
    )
    parts = [Content.assemble((f"{name} ", "$text-muted"), f"{counts.of(name):,}") for name in shown]
    queue = status.queue
    if queue is not None and queue.oldest_at is not None:
        parts.append(Content.assemble(("oldest ", "$text-muted"), age(queue.oldest_at, now)))
    if queue is not None and queue.damaged_lines:
        parts.append(Content.styled(f"{queue.damaged_lines:,} entries could not be read", "$text-warning"))
    return Content("   ").join(parts)
