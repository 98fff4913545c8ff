"""What a list shows: keys and search texts of all lines, each line itself only when it is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from textual.content import Content

_NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class PickItem:
    """A line of a list: `title` and dim `detail` at the left, `right` at the end."""

    title: Content
    detail: str = ""
    right: Content = _NOTHING


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines in their order. A filter looks in `haystacks`, in lower case; `make` draws a line by its index."""

    keys: Sequence[str]
    haystacks: Sequence[str]
    make: Callable[[int], PickItem]

    @classmethod
    def of(cls, lines: Sequence[tuple[str, PickItem, str]]) -> Self:
        """A short list: key, line and search text of each."""
        return cls([key for key, _, _ in lines], [text.lower() for _, _, text in lines], lambda index: lines[index][1])

    def __len__(self) -> int:
        return len(self.keys)

    def subset(self, indexes: Sequence[int]) -> "Listing":
        """These lines, in this order."""
        keys, haystacks = [self.keys[index] for index in indexes], [self.haystacks[index] for index in indexes]
        return Listing(keys, haystacks, lambda index: self.make(indexes[index]))

    def first(self, keys: Sequence[str]) -> "Listing":
        """The same lines, those with these keys first."""
        ranks = {key: rank for rank, key in enumerate(keys)}
        return self.subset(sorted(range(len(self)), key=lambda index: ranks.get(self.keys[index], len(ranks))))
