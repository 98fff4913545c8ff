"""A whole session on the screen: verdict, stages, and the evidence in folds."""

from textual.app import ComposeResult
from textual.containers import Vertical

from smtptui.tui import evidence
from smtptui.tui.cure import cure_of
from smtptui.tui.desk import OpenProfile
from smtptui.tui.keys import key_of
from smtptui.tui.live_session import LiveSession
from smtptui.tui.use import Use
from smtptui.tui.widgets.fold import Body, Fold
from smtptui.tui.widgets.path_matrix import PathMatrix
from smtptui.tui.widgets.stage_list import StageList
from smtptui.tui.widgets.transcript import Transcript
from smtptui.tui.widgets.verdict import Verdict
from smtptui.tui.words import count

_FOLDS = ("addresses", "certificate", "capabilities")
_TRANSCRIPT = "transcript"


class SessionView(Vertical):
    """Draws one session; whoever runs it calls `show` as it goes on."""

    DEFAULT_CSS = """
    SessionView {
        height: auto;
        #addresses {
            margin-top: 1;
        }
    }
    """

    def __init__(self, empty: str) -> None:
        super().__init__()
        self._verdict = Verdict(empty)
        self._path = PathMatrix()
        self._stages = StageList()
        self._transcript = Transcript(id=_TRANSCRIPT)
        self._folds = {**{name: Fold(id=name) for name in _FOLDS}, _TRANSCRIPT: self._transcript}

    def compose(self) -> ComposeResult:
        """Verdict first, evidence last."""
        yield self._verdict
        yield self._path
        yield self._stages
        yield from self._folds.values()

    def show(self, opened: OpenProfile | None, use: Use) -> None:
        """Draw the profile's session of this use as it stands."""
        session = opened.sessions.get(use) if opened else None
        self._verdict.show(session, way=self._way(opened, session), about=opened.about if opened else None)
        self._path.show(session)
        self._stages.show(session)
        contents = _contents(session) if session else {}
        for name, fold in self._folds.items():
            fold.fill(*contents.get(name, ("", _nothing, "")))
        self._transcript.follow(running=session is not None and session.running)

    def _way(self, opened: OpenProfile | None, session: LiveSession | None) -> str | None:
        """What a key does about the fault: apply the fix, or go to the field where it can be mended."""
        if opened is None or session is None or session.report is None:
            return None
        if session.offer is not None:
            return session.offer
        cure = cure_of(session.report)
        return f"{key_of(self.app, 'verdict.cure', 'enter')} go to {opened.label(cure)}" if cure else None


_Content = tuple[str, Body, str]


def _nothing(width: int) -> tuple[()]:
    return ()


def _contents(session: LiveSession) -> dict[str, _Content]:
    """What each fold holds: its title, its body, and the text to copy."""
    filled: dict[str, _Content] = {}
    if known := session.addresses:
        copied = "\n".join(f"{one.address} {one.status} {one.error or ''}".strip() for one in known)
        filled["addresses"] = (
            count(len(known), "address", "addresses"),
            lambda w: evidence.addresses(known, w),
            copied,
        )
    if tls := session.tls:
        copied = "\n".join(f"{key}: {value}" for key, value in tls.as_json().items())
        filled["certificate"] = (evidence.certificate_title(tls), lambda w: evidence.certificate(tls, w), copied)
    if offered := session.capabilities:
        copied = "\n".join(f"{key} {value or ''}".strip() for key, value in offered.keywords.items())
        title = f"server offers {offered.in_words()}"
        filled["capabilities"] = (title, lambda w: evidence.capabilities(offered, w), copied)
    if (lines := session.transcript) or session.running:
        # From the first moment: hidden between two sessions, it would lose the focus and its place.
        title = f"transcript, {count(len(lines), 'line') if lines else 'nothing said yet'}"
        filled[_TRANSCRIPT] = (title, lambda w: evidence.transcript(lines, w), "\n".join(lines))
    return filled
