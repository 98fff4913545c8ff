"""Profiles as lines of a list: glyph and age of the last result, the active one marked."""

from collections.abc import Mapping
from datetime import datetime

from textual.content import Content

from smtptui.model.history import HistoryEntry
from smtptui.model.profile import Profile
from smtptui.tui import glyphs
from smtptui.tui.desk import NEW, Desk, OpenProfile
from smtptui.tui.widgets.listing import Listing, PickItem


def profile_lines(desk: Desk, last: Mapping[str, HistoryEntry], now: datetime, *, brief: bool = False) -> Listing:
    """The saved profiles in their order, then those that were never saved; their keys are for `Desk.by_key`.

    `brief` leaves out the address, for a narrow list.
    """
    unsaved = {one.draft.saved.name for one in desk.unsaved if one.draft.saved}
    saved, new = list(desk.shelf.profiles.values()), desk.new_profiles

    def make(index: int) -> PickItem:
        if index >= len(saved):
            return _new_line(new[index - len(saved)])
        profile = saved[index]
        title = _title(profile, active=profile.name == desk.shelf.active, unsaved=profile.name in unsaved)
        return PickItem(title, _detail(profile, brief=brief), result_mark(last.get(profile.name), now))

    keys = [*(profile.name for profile in saved), *(f"{NEW}{index}" for index in range(len(new)))]
    haystacks = [*map(_haystack, saved), *(one.title.lower() for one in new)]
    return Listing(keys, haystacks, make)


def _title(profile: Profile, *, active: bool, unsaved: bool) -> Content:
    marks = ((active, glyphs.ACTIVE, "$text-accent"), (unsaved, glyphs.UNSAVED, "$text-warning"))
    return Content.assemble(profile.name, *((f" {glyph}", style) for shown, glyph, style in marks if shown))


def _detail(profile: Profile, *, brief: bool) -> str:
    address = None if brief else profile.from_address or profile.host
    return " · ".join(part for part in (profile.provider, profile.group, address) if part)


def _haystack(profile: Profile) -> str:
    parts = (profile.name, profile.provider, profile.host, profile.username, profile.from_address, profile.group)
    return " ".join(part for part in parts if part).lower()


def _new_line(opened: OpenProfile) -> PickItem:
    mark = Content.styled(f"{glyphs.UNSAVED} new", "$text-warning")
    return PickItem(Content(opened.title), opened.provider.title, mark)


def result_mark(last: HistoryEntry | None, now: datetime) -> Content:
    """The glyph and the age of a last result."""
    if last is None:
        return Content.styled(f"{glyphs.NOT_TRIED} never", "$text-muted")
    glyph, style = (glyphs.PASSED, "$text-success") if last.ok else (glyphs.FAILED, "$text-error")
    return Content.assemble((glyph, style), (f" {last.age(now)}", "$text-muted"))
