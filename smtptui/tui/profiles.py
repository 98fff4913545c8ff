"""Profiles as lines of a list: glyph and age of the last result, the active one marked."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from textual.content import Content

from smtptui.model.history import HistoryEntry
from smtptui.model.profile import Profile
from smtptui.tui import glyphs
from smtptui.tui.desk import NEW, Desk
from smtptui.tui.form.fields import Field
from smtptui.tui.widgets.pick_list import PickItem


def profile_items(
    desk: Desk, last: Mapping[str, HistoryEntry], now: datetime, *, brief: bool = False
) -> list[PickItem]:
    """The saved profiles in their order, then those that were never saved; their keys are for `Desk.by_key`.

    `brief` leaves out the address, for a narrow list.
    """
    unsaved = {one.draft.saved.name for one in desk.unsaved if one.draft.saved}
    saved = [
        PickItem(
            profile.name,
            _title(profile, active=profile.name == desk.shelf.active, unsaved=profile.name in unsaved),
            _detail(profile, brief=brief),
            result_mark(last.get(profile.name), now),
            _haystack(profile),
        )
        for profile in desk.shelf.profiles.values()
    ]
    new = enumerate(desk.new_profiles)
    return [*saved, *(_new_item(index, one.draft[Field.NAME], one.provider.title) for index, one in new)]


def by_recency(items: Sequence[PickItem], recent: Sequence[str]) -> list[PickItem]:
    """The last used first, the rest in their order."""
    ranks = {name: rank for rank, name in enumerate(recent)}
    return sorted(items, key=lambda item: ranks.get(item.key, len(ranks)))


def _title(profile: Profile, *, active: bool, unsaved: bool) -> Content:
    marks = ((active, glyphs.ACTIVE, "$text-accent"), (unsaved, glyphs.UNSAVED, "$text-warning"))
    return Content.assemble(profile.name, *((f" {glyph}", style) for shown, glyph, style in marks if shown))


def _detail(profile: Profile, *, brief: bool) -> str:
    address = None if brief else profile.from_address or profile.host
    return " · ".join(part for part in (profile.provider, profile.group, address) if part)


def _haystack(profile: Profile) -> str:
    parts = (profile.name, profile.provider, profile.host, profile.username, profile.from_address, profile.group)
    return " ".join(part for part in parts if part).lower()


def _new_item(index: int, name: str, provider: str) -> PickItem:
    mark = Content.styled(f"{glyphs.UNSAVED} new", "$text-warning")
    return PickItem(f"{NEW}{index}", Content(name or "new profile"), provider, mark, f"{name} {provider}".lower())


def result_mark(last: HistoryEntry | None, now: datetime) -> Content:
    """The glyph and the age of a last result."""
    if last is None:
        return Content.styled(f"{glyphs.NOT_TRIED} never", "$text-muted")
    glyph, style = (glyphs.PASSED, "$text-success") if last.ok else (glyphs.FAILED, "$text-error")
    return Content.assemble((glyph, style), (f" {last.age(now)}", "$text-muted"))
