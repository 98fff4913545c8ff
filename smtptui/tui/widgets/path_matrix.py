"""The way to a provider: a line an address, a column a port."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.model.endpoint import Endpoint
from smtptui.model.report import AddressReport, AddressStatus, PortReport
from smtptui.smtp.stage import Stage, Status
from smtptui.tui import glyphs
from smtptui.tui.keys import key_of, with_keys
from smtptui.tui.live_session import LiveSession
from smtptui.tui.path_trial import PathTrial
from smtptui.tui.use import Use
from smtptui.tui.widgets.drawn import Drawn, spread, wrapped
from smtptui.tui.words import count, milliseconds

_CELL = 11
_SHORT = {"connection refused": "refused", "no answer": "silent"}
_HINT = "{other_ports} tries its other ports, {compare} another provider on the same port"


class PathMatrix(Drawn):
    """The verdict about the path and what it rests on; before it was asked for, the keys that ask."""

    DEFAULT_CSS = """
    PathMatrix {
        padding: 0 1 0 0;
        margin: 1 0 0 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._session: LiveSession | None = None

    def show(self, session: LiveSession | None) -> None:
        """Draw this session's path, where there is something to say about it."""
        self._session = session
        self.display = session is not None and (session.path is not None or _is_path_in_question(session))
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Verdict first."""
        if self._session is None:
            return []
        if self._session.path is None:
            return wrapped(Content.styled(with_keys(self.app, _HINT), "$text-muted"), width)
        cancel_key = key_of(self.app, "cancel")
        return [*_headline(self._session.path, cancel_key, width), *matrix(self._session.path, width)]


def _is_path_in_question(session: LiveSession) -> bool:
    failure = session.report.failure if session.report else None
    return session.use is Use.PROBE and failure is not None and failure.stage is Stage.CONNECT


def _headline(path: PathTrial, cancel_key: str, width: int) -> list[Content]:
    if not path.under_way:
        return wrapped(Content.styled(path.verdict, "bold"), width)
    words = f"{glyphs.RUNNING} trying {count(len(path.under_way), 'endpoint')}"
    cancels = Content.styled(f"{cancel_key} cancels", "$text-muted")
    return [spread(Content.styled(words, "$text-accent"), cancels, width)]


def matrix(path: PathTrial, width: int) -> list[Content]:
    """A block a host: its addresses down, the ports tried across."""
    hosts: dict[str, list[Endpoint]] = {}
    for endpoint in path.endpoints:
        hosts.setdefault(endpoint.host, []).append(endpoint)
    known = {one.endpoint: one for one in path.known}
    return [line for endpoints in hosts.values() for line in _block(endpoints, known, width)]


def _block(endpoints: Sequence[Endpoint], known: dict[Endpoint, PortReport], width: int) -> list[Content]:
    addresses = dict.fromkeys(seen.address for one in endpoints if one in known for seen in known[one].addresses)
    names = [endpoints[0].host, *(f"  {address}" for address in addresses or [""])]
    longest = max(map(len, names)) + 2
    # Names that are long rather stand above their cells than send every port to a line of its own.
    per_line = max((width - min(longest, width // 3)) // _CELL, 1)
    first, rest = endpoints[:per_line], endpoints[per_line:]
    reports = [known.get(one) for one in first]
    room = max(min(longest, width - _CELL * len(first)), 2)
    lines = _row(names[0], Content("").join(Content(f"{one.port:<{_CELL}}") for one in first), room)
    for address, name in zip(addresses or [""], names[1:], strict=True):
        lines += _row(name, Content("").join(_cell(report, address) for report in reports), room)
    return lines + (_block(rest, known, width) if rest else [])


def _row(address: str, cells: Content, room: int) -> list[Content]:
    """An address that leaves no room for the cells stands above them."""
    if len(address) < room:
        return [Content.styled(address.ljust(room), "$text-muted") + cells]
    return [Content.styled(address, "$text-muted"), Content(" " * room) + cells]


def _cell(report: PortReport | None, address: str) -> Content:
    glyph, style, words = _fate(report, address)
    return Content.assemble((f"{glyph} ", style), words).truncate(_CELL - 1, ellipsis=True, pad=True) + Content(" ")


def _fate(report: PortReport | None, address: str) -> tuple[str, str, str]:
    if report is None:
        return glyphs.RUNNING, "$text-accent", ""
    seen = next((one for one in report.addresses if one.address == address), None)
    if seen is None or seen.status is AddressStatus.NOT_NEEDED:
        failed_before = seen is None and report.status is Status.FAILED
        return (glyphs.FAILED, "$text-error", str(report.stage)) if failed_before else _not_tried()
    return _of_address(seen, report)


def _not_tried() -> tuple[str, str, str]:
    return glyphs.SKIPPED, "$text-muted", ""


def _of_address(seen: AddressReport, report: PortReport) -> tuple[str, str, str]:
    if seen.status is AddressStatus.FAILED:
        words = seen.error or ""
        return glyphs.FAILED, "$text-error", _SHORT.get(words, "no way" if "unreach" in words else words)
    if report.status is Status.FAILED:
        return glyphs.WARNED, "$text-warning", str(report.stage)
    return glyphs.PASSED, "$text-success", milliseconds(seen.elapsed_ms)
