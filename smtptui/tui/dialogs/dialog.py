"""The base of dialogs: each answers once, however many keys are under way when it does."""

from typing import ClassVar, TypeVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen

from smtptui.tui.backdrop import Backdrop
from smtptui.tui.on_top import is_on_top

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A modal screen that gives its answer by `finish`."""

    DEFAULT_CSS = """
    Dialog {
        background: $background 60%;
        &:ansi {
            background: transparent;
        }
    }
    """

    # The app's own keys do not reach what stands on a modal screen.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "app.suspend_process", show=False, id="suspend")]

    def render(self) -> RenderResult:  # type: ignore[override]
        """What lies under it."""
        background = super().render()
        return Backdrop(background) if isinstance(background, BackgroundScreen) else background

    def finish(self, answer: Answer) -> None:
        """Close with this answer; a second one comes too late, and one under another dialog is none."""
        if is_on_top(self):
            self.dismiss(answer)
