"""The last line: the keys that work here, as many as fit."""

from collections.abc import Mapping

from textual.binding import Binding
from textual.content import Content
from textual.events import Click, Mount

from smtptui.tui.widgets.drawn import Drawn

_GAP = 2
# The words of the actions that lead to all the others.
_LEADING = ("actions", "help")


class KeyBar(Drawn):
    """Keys and what they do, from the bindings of the focused widget upwards; the rest is in the palette."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $panel;
        &.inside {
            dock: none;
            padding: 0;
            background: transparent;
        }
    }
    """

    def __init__(self, words: Mapping[str, str] | None = None, *, inside: bool = False) -> None:
        """`words` for actions whose words depend on what is asked; `inside` a dialog's frame it is no last line."""
        super().__init__(classes="inside" if inside else None)
        self._words = words or {}
        self._keys: list[tuple[str, str, str]] = []

    def _on_mount(self, event: Mount) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._read())
        self._read()

    def _read(self) -> None:
        """Take the keys from the screen, and draw only if they changed."""
        if not self.screen.is_attached:
            return
        keys = [
            (key, self.app.get_key_display(active.binding), self._words_of(active.binding))
            for key, active in self.screen.active_bindings.items()
            if active.binding.show and active.enabled and active.binding.description
        ]
        keys = _in_order(_each_action_once(keys))
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def _words_of(self, binding: Binding) -> str:
        return self._words.get(binding.action, binding.description)

    def lines(self, width: int) -> list[Content]:
        """One line."""
        return [
            Content("  ").join(
                Content.assemble((display, "bold $text-accent"), f" {words}")
                for _, display, words in self._fitting(width)
            )
        ]

    def _fitting(self, width: int) -> list[tuple[str, str, str]]:
        """The first keys that fit, and always those that lead to all the others."""
        kept = {key for key in self._keys if key[2] in _LEADING} or set(self._keys[-1:])
        left = width + _GAP - sum(_width(key) + _GAP for key in kept)
        fitting = []
        for key in self._keys:
            if key not in kept and (left := left - _width(key) - _GAP) < 0:
                break
            fitting.append(key)
        return [*fitting, *(key for key in self._keys[len(fitting) :] if key in kept)]

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        start = self.styles.padding.left
        for key in self._fitting(self.content_size.width):
            if start <= event.x < start + _width(key):
                self.app.simulate_key(key[0])
                return
            start += _width(key) + _GAP


def _width(key: tuple[str, str, str]) -> int:
    return len(key[1]) + 1 + len(key[2])


def _each_action_once(keys: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return list({words: (key, display, words) for key, display, words in reversed(keys)}.values())[::-1]


def _in_order(keys: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Enter first, the way out and the way to help last."""
    return sorted(keys, key=lambda item: (item[0] != "enter", item[0] == "escape", item[2] == "help"))
