"""What was done last, and the way back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """Something that one key takes back.

    `words` say what was done: "port 587 → 465". `undo` takes it back and returns whether it did; where it could not, it
    says why and the deed stays on the stack. `about` is what it was done to: the deed is forgotten with it.
    """

    words: str
    undo: Callable[[], Awaitable[bool]]
    about: object = None


class Deeds:
    """A stack: the last deed is undone first. It ends with the app."""

    def __init__(self) -> None:
        self._stack: list[Deed] = []

    def add(self, deed: Deed) -> None:
        """Something was done."""
        self._stack.append(deed)

    @property
    def last(self) -> Deed | None:
        """The deed that would be undone now."""
        return self._stack[-1] if self._stack else None

    def drop(self, deed: Deed) -> None:
        """It was undone, or cannot be undone any more."""
        self._stack = [one for one in self._stack if one is not deed]

    def forget(self, about: object) -> None:
        """What these deeds were done to is gone."""
        self._stack = [one for one in self._stack if one.about is not about]
