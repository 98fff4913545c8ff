"""The keys that texts name: as config.toml has them, in the footer's spelling."""

import re

from textual.app import App
from textual.binding import Binding

from smtptui.tui.actions import ACTIONS

_KEYS = {action.id: action.key for action in ACTIONS}
_PLACE = re.compile(r"\{([\w.]+)\}")


def key_of(app: App[object], binding_id: str, default: str = "") -> str:
    """The key of an action, or of a binding of our own with its `default` key; `⏎` for plain `enter`."""
    keys = app._keymap.get(binding_id) or _KEYS.get(binding_id) or default or binding_id
    return app.get_key_display(Binding(keys.split(",")[0], binding_id))


def with_keys(app: App[object], text: str) -> str:
    """`text` with the key of the action in place of each `{id}`. Only for words of our own."""
    return _PLACE.sub(lambda found: key_of(app, found[1]), text)
