"""What a list shows: keys of all lines, each line only when it is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self, overload

from textual.content import Content

_NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class PickItem:
    """A line of a list: `title` and dim `detail` at the left, `right` at the end.

    `full` makes all of it, where the line may be too short for that; `brief` stands in place of `right` where that
    would leave no room for the title.
    """

    title: Content
    detail: str = ""
    right: Content = _NOTHING
    full: Callable[[], Content] | None = None
    brief: Content | None = None


class _Keys(Sequence[str]):
    """Keys that are looked up when they are asked for."""

    def __init__(self, total: int, make: Callable[[int], str]) -> None:
        self._total = total
        self._make = make

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> "_Keys": ...
    def __getitem__(self, index: int | slice) -> "str | _Keys":
        if isinstance(index, int):
            return self._make(range(self._total)[index])
        places = range(self._total)[index]
        return _Keys(len(places), lambda place: self._make(places[place]))


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines in their order; `make` draws one. A filter looks in `texts`, each a name and after a line end more."""

    keys: Sequence[str]
    make: Callable[[int], PickItem]
    texts: Sequence[str] = ()

    @classmethod
    def of(cls, lines: Sequence[tuple[str, PickItem, str]]) -> Self:
        """A short list: key, line, and the words beside its title of each."""
        texts = [f"{item.title.plain}\n{words}" for _, item, words in lines]
        return cls([key for key, _, _ in lines], lambda index: lines[index][1], texts)

    def __len__(self) -> int:
        return len(self.keys)

    def subset(self, indexes: Sequence[int]) -> "Listing":
        """These lines, in this order, to be shown."""
        keys = _Keys(len(indexes), lambda index: self.keys[indexes[index]])
        return Listing(keys, lambda index: self.make(indexes[index]))
