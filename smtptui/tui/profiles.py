"""Profiles as lines of a list: glyph and age of the last result, the active one marked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from textual.content import Content

from smtptui.core.workspace.catalogue import Catalogue
from smtptui.errors import ConfigurationError
from smtptui.model.history import HistoryEntry
from smtptui.model.profile import Profile
from smtptui.tui import glyphs
from smtptui.tui.desk import NEW, Desk, OpenProfile
from smtptui.tui.fuzzy import Lines
from smtptui.tui.groups import label
from smtptui.tui.widgets.listing import Listing, PickItem

# Cells for the sign before a group, and for cursor, mark of the active one and margins.
_GROUP, _MARKS = 4, 7
_WIDEST_GROUP = 14


def profile_lines(desk: Desk, last: Mapping[str, HistoryEntry], now: datetime, *, brief: bool = False) -> Listing:
    """The saved profiles in their order, then those that were never saved; their keys are for `Desk.by_key`.

    `brief` leaves out the address, for a narrow list.
    """
    unsaved = {one.draft.saved.name for one in desk.unsaved if one.draft.saved}
    saved, new = list(desk.shelf.profiles.values()), desk.new_profiles
    # As wide as the widest: what stands beside it begins in one column.
    group_cells = min(max((2 + len(one.group) for one in saved if one.group), default=0), _WIDEST_GROUP)

    def make(index: int) -> PickItem:
        if index >= len(saved):
            return _new_line(new[index - len(saved)])
        profile = saved[index]
        title = _title(profile, active=profile.name == desk.shelf.active, unsaved=profile.name in unsaved)
        group = label(profile.group, desk.shelf.ui) if profile.group else Content("")
        result = result_mark(last.get(profile.name), now)
        full = partial(_in_full, profile, title, group)
        if brief:
            return PickItem(title + "  " + group, profile.provider, result, full)
        return PickItem(
            title,
            _detail(profile),
            Content("  ").join([group.truncate(group_cells, ellipsis=True, pad=True), result.truncate(8, pad=True)]),
            full,
            result.truncate(8, pad=True),
        )

    return Listing([*desk.shelf.profiles, *(f"{NEW}{index}" for index in range(len(new)))], make)


def last_used_first(desk: Desk, last: Mapping[str, HistoryEntry], keys: Sequence[str]) -> list[int]:
    """Places among `keys`: those that were opened here, the last one first; then those that had a session before."""
    before = sorted(last, key=lambda name: last[name].when, reverse=True)
    places = dict(zip(keys, range(len(keys)), strict=True))
    ahead = dict.fromkeys(places.pop(name) for name in (*desk.recent, *before) if name in places)
    return [*ahead, *places.values()]


class ProfileWords:
    """The words by which saved profiles are found, learned once for each reading of the file."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._profiles: Mapping[str, Profile] = {}
        self._lines = Lines(())

    def are_of(self, profiles: Mapping[str, Profile]) -> bool:
        """Whether these profiles are known, or about to be."""
        return profiles is self._profiles

    def of(self, profiles: Mapping[str, Profile]) -> Lines:
        """The lines of these profiles; what was learned of them before is still known."""
        if not self.are_of(profiles):
            self._profiles = profiles
            hosts = ProvidersHosts(self._catalogue)
            self._lines = Lines(_text(profile, hosts) for profile in profiles.values())
        return self._lines


def columns_needed(desk: Desk) -> int:
    """How wide the brief list stands with nothing cut off: cursor, name, marks, group."""
    groups = (len(profile.group or "") for profile in desk.shelf.profiles.values())
    longest = (
        len(name) + (group + _GROUP if group else 0) for name, group in zip(desk.shelf.profiles, groups, strict=True)
    )
    return max(longest, default=0) + _MARKS


def _in_full(profile: Profile, title: Content, group: Content) -> Content:
    """Name, provider, address, user and group, in the order in which they are looked for."""
    parts = dict.fromkeys((profile.provider, profile.from_address, profile.host, profile.username))
    words = Content(" · ".join(part for part in parts if part))
    return Content("  ").join([title.stylize("$foreground"), words, group])


def _title(profile: Profile, *, active: bool, unsaved: bool) -> Content:
    marks = ((active, glyphs.ACTIVE, "$text-accent"), (unsaved, glyphs.UNSAVED, "$text-warning"))
    return Content.assemble(profile.name, *((f" {glyph}", style) for shown, glyph, style in marks if shown))


def _detail(profile: Profile) -> str:
    return " · ".join(part for part in (profile.provider, profile.from_address or profile.host) if part)


class ProvidersHosts:
    """What a provider is called, and its host in a region, looked up once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[tuple[str, str | None], str] = {}

    def of(self, profile: Profile) -> str:
        """The words; none where the provider is not known."""
        key = profile.provider, profile.region
        if key not in self._known:
            self._known[key] = self._looked_up(*key)
        return self._known[key]

    def _looked_up(self, name: str, region: str | None) -> str:
        try:
            title = self._catalogue.provider(name).title
        except ConfigurationError:
            return ""
        try:
            return f"{title} {self._catalogue.resolve(Profile('any', name, region=region)).endpoint.host}"
        except ConfigurationError:
            return title


def _text(profile: Profile, hosts: ProvidersHosts) -> str:
    parts = (profile.provider, hosts.of(profile), profile.host, profile.username, profile.from_address, profile.group)
    return f"{profile.name}\n{' '.join(part for part in parts if part)}"


def _new_line(opened: OpenProfile) -> PickItem:
    mark = Content.styled(f"{glyphs.UNSAVED} new", "$text-warning")
    return PickItem(Content(opened.title), opened.provider.title, mark)


def result_mark(last: HistoryEntry | None, now: datetime) -> Content:
    """The glyph and the age of a last result."""
    if last is None:
        return Content.styled(f"{glyphs.NOT_TRIED} never", "$text-muted")
    glyph, style = (glyphs.PASSED, "$text-success") if last.ok else (glyphs.FAILED, "$text-error")
    return Content.assemble((glyph, style), (f" {last.age(now)}", "$text-muted"))
