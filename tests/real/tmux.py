"""The program in a window of tmux: keys go in, and what stands in the window is captured as a person would see it."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import smtptui
from tests.real.waiting import PATIENCE_S, eventually

_ROOT = Path(smtptui.__file__).parents[1]
# A busy machine takes its time; nothing waits so long where all is well.
_PASSED_ON = ("PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS_START")


@dataclass
class Pane:
    """A window with the program in it. `captured` are the moments that were kept, each with its words."""

    socket: Path
    captured: list[tuple[str, str]] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them: `C-r`, `Enter`, `F7`."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text as it stands."""
        self._tmux("send-keys", "-l", text)

    @property
    def screen(self) -> str:
        """What stands in the window, without the blanks behind each line."""
        lines = self._tmux("capture-pane", "-p").splitlines()
        return "\n".join(line.rstrip() for line in lines)

    def shows(self, text: str) -> None:
        """Wait until this stands in the window."""
        self.until(lambda screen: text in screen, f"{text!r} in the window")

    def until(self, holds: Callable[[str], bool], what: str) -> None:
        """Wait until this holds of the window."""
        try:
            eventually(lambda: holds(self.screen), what)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.screen}") from None

    def keep(self, words: str) -> None:
        """Capture the window as it is now; `words` say what was done."""
        self.captured.append((words, self.screen))

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-S", str(self.socket), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE_S).stdout


@contextmanager
def pane(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], columns: int = 80, lines: int = 24
) -> Iterator[Pane]:
    """Run a command in a window of a tmux of its own, whose socket is in `folder`."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    opened = Pane(folder / "tmux")
    begin = ["tmux", "-S", str(opened.socket), "-f", os.devnull, "new-session", "-d"]
    subprocess.run(
        [*begin, "-x", str(columns), "-y", str(lines), *command],
        cwd=_ROOT,
        env={"TERM": "xterm-256color", "LANG": "C.UTF-8", **kept, **environment},
        check=True,
        timeout=PATIENCE_S,
    )
    try:
        yield opened
    finally:
        subprocess.run(["tmux", "-S", str(opened.socket), "kill-server"], check=False, capture_output=True)
