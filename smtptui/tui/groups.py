"""A colour for each group of profiles: the operator's, `[ui.groups] production = "red"`, else one by its name.

The label always stands beside the colour. Text on every background of our themes keeps the contrast of WCAG 2 AA (4.5
to 1); a test computes it.
"""

from collections.abc import Mapping
from zlib import crc32

from textual.content import Content
from textual.theme import Theme

from smtptui.tui import glyphs

# On dark, on light, and among the terminal's own 16.
_OWN = {
    "teal": ("#5fd3c4", "#005a51", "ansi_cyan"),
    "violet": ("#c8b0ff", "#55308f", "ansi_magenta"),
    "pink": ("#f7a8d3", "#851a58", "ansi_bright_magenta"),
    "orange": ("#f2ae80", "#743700", "ansi_bright_yellow"),
    "olive": ("#c9d16f", "#474c00", "ansi_bright_green"),
}
# These mean something elsewhere, so no group gets one unless its operator says so.
_CHOSEN = {"red": "$text-error", "green": "$text-success", "yellow": "$text-warning", "blue": "$text-accent"}


def colours(theme: Theme) -> dict[str, str]:
    """The theme's variables for groups."""
    place = 2 if theme.ansi else 0 if theme.dark else 1
    return {f"group-{name}": values[place] for name, values in _OWN.items()}


def label(group: str, ui: Mapping[str, object]) -> Content:
    """A group as it stands in lists; `ui` is the table [ui]."""
    return Content.styled(f"{glyphs.GROUP} {group}", _style(group, ui))


def _style(group: str, ui: Mapping[str, object]) -> str:
    table = ui.get("groups")
    wanted = table.get(group) if isinstance(table, Mapping) else None
    if wanted in _CHOSEN:
        return _CHOSEN[str(wanted)]
    names = list(_OWN)
    return f"$group-{wanted if wanted in _OWN else names[crc32(group.encode()) % len(names)]}"
