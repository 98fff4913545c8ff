"""The terminal as it may really be: a simple one that understands few questions, or a line that breaks."""

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from smtptui.tui.hangup import watching_the_line

# Where less than this is there, even the form would not be readable.
COLUMNS, LINES = 40, 10
# These show a part of a question that they do not know (console_codes(4)), or nothing can be learned from them.
_SIMPLE = ("linux", "vt100", "vt102", "vt220", "ansi")
_QUESTIONS = ("\x1b[?2026$p", "\x1b[?2048$p", "\x1b[>25u", "\x1b[<u", "\x1b]22;")


def is_too_small(size: Size) -> bool:
    """Whether nothing of ours fits."""
    return size.width < COLUMNS or size.height < LINES


class Terminal(LinuxDriver):
    """Textual's driver; it asks a simple terminal nothing, and outlives the line to any."""

    class Lost(Message):
        """Nobody is at the other end any more."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._is_suspended = False
        super().__init__(*arguments, **options)
        self._is_simple = os.environ.get("TERM") in _SIMPLE
        self._file: Any = _Line(self, self._file)

    def write(self, data: str) -> None:
        """Write, but ask a simple terminal nothing."""
        # Nobody writes for an app that was stopped (Ctrl-Z) and woken only to end, because its line broke.
        if self._writer_thread is not None and not (self._is_simple and data.startswith(_QUESTIONS)):
            super().write(data)

    def suspend_application_mode(self) -> None:
        """Give the terminal back."""
        self._is_suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take it again."""
        self._is_suspended = False
        super().resume_application_mode()

    def _sigcont_application(self, *arguments: Any) -> None:
        """Go on. Where the line breaks, SIGCONT comes behind SIGHUP to an app that never slept (tty_ioctl(4)).

        Threads that read and write are there already; those of Textual's that came a second time nobody would end.
        """
        if self._auto_restart and not self._is_suspended and os.isatty(self.fileno):
            self._must_signal_resume = True
            self.suspend_application_mode()
        if self._is_suspended:
            super()._sigcont_application(*arguments)

    def run_input_thread(self) -> None:
        """Read keys until the app ends or the line breaks."""
        try:
            with watching_the_line(self.fileno, self.lost):
                super().run_input_thread()
        except OSError:
            self.lost()

    def lost(self) -> None:
        """Tell the app; called in other threads."""
        self.send_message(self.Lost())


class _Line:
    """Where the screen is written. In a broken line it goes nowhere: the app waits for the thread that writes."""

    def __init__(self, terminal: Terminal, file: Any) -> None:
        self._terminal = terminal
        self._file = file

    def fileno(self) -> int:
        """The terminal's."""
        number: int = self._file.fileno()
        return number

    def write(self, text: str) -> None:
        """Write, as long as somebody reads."""
        self._try(partial(self._file.write, text))

    def flush(self) -> None:
        """Send what was written."""
        self._try(self._file.flush)

    def _try(self, step: Callable[[], object]) -> None:
        try:
            step()
        except OSError:
            # What is left in the buffer would fail again when Python ends, which then calls that its own failure.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            self._terminal.lost()
