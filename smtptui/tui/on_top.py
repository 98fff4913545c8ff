"""Whether a screen may leave: what is dismissed under a dialog would take the dialog away in its place."""

from typing import Any

from textual.screen import Screen


def is_on_top(screen: Screen[Any]) -> bool:
    """Whether nothing lies over this screen.

    Textual's own `is_current` holds for what shows through from under a dialog, too.
    """
    return screen.app.screen_stack[-1:] == [screen]
