"""The base of dialogs: each answers once, however many keys are under way when it does."""

from typing import TypeVar

from textual.app import RenderResult
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen

from smtptui.tui.backdrop import Backdrop

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

    def __init__(self) -> None:
        super().__init__()
        self._finished = False

    def render(self) -> RenderResult:  # type: ignore[override]
        """What lies under it."""
        background = super().render()
        return Backdrop(background) if isinstance(background, BackgroundScreen) else background

    def finish(self, answer: Answer) -> None:
        """Close with this answer; a second one comes too late."""
        if not self._finished:
            self._finished = True
            self.dismiss(answer)
