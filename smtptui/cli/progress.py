"""A progress bar on standard error, and only on a terminal."""

import shutil
import sys
import time
from types import TracebackType
from typing import Self


class Progress:
    """Counts towards `total`; draws at most ten times a second, nothing where standard error is no terminal."""

    def __init__(self, total: int, what: str) -> None:
        self._total = total
        self._what = what
        self._done = 0
        self._began = time.monotonic()
        self._drawn = 0.0
        self._visible = sys.stderr.isatty() and total > 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.clear()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        now = time.monotonic()
        if self._visible and (now - self._drawn > 0.1 or self._done == self._total):
            self._drawn = now
            sys.stderr.write(f"\r{self._bar(now)}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away, so that a line can be printed in its place."""
        if self._visible:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _bar(self, now: float) -> str:
        width = max(10, min(40, shutil.get_terminal_size().columns - 40))
        filled = width * self._done // self._total
        rate = self._done / max(now - self._began, 0.001)
        return (
            f"{'█' * filled}{'░' * (width - filled)} {self._done} of {self._total} {self._what}, {rate:.1f}/s, ^C stops"
        )
