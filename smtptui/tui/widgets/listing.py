"""What a list shows: keys of all lines, each line only when it is drawn, its words only when it is looked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self, overload

from textual.content import Content

_NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class PickItem:
    """A line of a list: `title` and dim `detail` at the left, `right` at the end.

    `full` makes all of it, where the line may be too short for that.
    """

    title: Content
    detail: str = ""
    right: Content = _NOTHING
    full: Callable[[], Content] | None = None


class Texts(Sequence[str]):
    """Keys or search texts that are made when they are looked at."""

    def __init__(self, total: int, make: Callable[[int], str]) -> None:
        self._total = total
        self._make = make

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> "Texts": ...
    def __getitem__(self, index: int | slice) -> "str | Texts":
        if isinstance(index, int):
            return self._make(range(self._total)[index])
        places = range(self._total)[index]
        return Texts(len(places), lambda place: self._make(places[place]))


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines in their order. A filter looks in `texts`, each a name and after a line end more; `make` draws a line."""

    keys: Sequence[str]
    texts: Sequence[str]
    make: Callable[[int], PickItem]

    @classmethod
    def of(cls, lines: Sequence[tuple[str, PickItem, str]]) -> Self:
        """A short list: key, line, and the words beside its title of each."""
        texts = [f"{item.title.plain}\n{words}" for _, item, words in lines]
        return cls([key for key, _, _ in lines], texts, lambda index: lines[index][1])

    def __len__(self) -> int:
        return len(self.keys)

    def subset(self, indexes: Sequence[int]) -> "Listing":
        """These lines, in this order."""
        return Listing(
            Texts(len(indexes), lambda index: self.keys[indexes[index]]),
            Texts(len(indexes), lambda index: self.texts[indexes[index]]),
            lambda index: self.make(indexes[index]),
        )

    def first(self, keys: Sequence[str]) -> "Listing":
        """The same lines, those with these keys first."""
        places = {key: place for place, key in enumerate(self.keys)}
        ahead = dict.fromkeys(places[key] for key in keys if key in places)
        return self.subset([*ahead, *(place for place in range(len(self)) if place not in ahead)])
