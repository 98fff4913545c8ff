"""Finding a line by some of its letters, quick enough for ten thousand lines at each key."""

import re
import string
import sys
from collections.abc import Iterable, Sequence
from itertools import chain, islice

_BLANKS_FOR_SIGNS = str.maketrans(dict.fromkeys(string.punctuation, " "))
# Of so many names at most is it asked how they are made of a word: more are far more than anybody looks at.
_TOLD_APART = 500


class Lines:
    """Lines to be found. Each text is a name, and after a line end more words, which are looked at after it.

    To know thousands takes longer than a key may wait: `learn` takes in some of them, and a `Finder` all that are left.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._unknown = iter(texts)
        self.whole: list[str] = []
        self.names: list[str] = []
        # A word that begins anywhere has a blank before it.
        self.apart: list[str] = []
        self.apart_names: list[str] = []

    def learn(self, at_most: int = sys.maxsize) -> bool:
        """Take in so many more; whether there may be more."""
        lines = [text.lower() for text in islice(self._unknown, at_most)]
        apart = [f" {line.translate(_BLANKS_FOR_SIGNS)}".replace("\n", "\n ") for line in lines]
        self.whole += lines
        self.names += [line.partition("\n")[0] for line in lines]
        self.apart += apart
        self.apart_names += [line.partition("\n")[0] for line in apart]
        return len(lines) == at_most

    def and_more(self, texts: Iterable[str]) -> "Lines":
        """These lines, and others behind them."""
        self.learn()
        both = Lines(texts)
        both.whole, both.names = self.whole.copy(), self.names.copy()
        both.apart, both.apart_names = self.apart.copy(), self.apart_names.copy()
        return both


class Finder:
    """Finds lines; those that fit equally well stay in `order`, or else in the one that they have.

    What a query found is kept while the query grows, and while it is taken back: only the lines that its beginning
    has found can fit the whole.
    """

    def __init__(self, lines: Lines, order: Sequence[int] | None = None) -> None:
        lines.learn()
        self._lines = lines
        everything = range(len(lines.whole)) if order is None else order
        # What fits a query, in the order given, and with the best first.
        self._found: dict[str, tuple[Sequence[int], Sequence[int]]] = {"": (everything, everything)}

    def find(self, query: str) -> Sequence[int]:
        """The indexes of the lines that hold every word of `query`, the best first; all of them for an empty query.

        A word is found as it stands, first where the name or a word begins with it. After that come names made of it:
        of beginnings of their words (`mainb` finds "main-box"), of two pieces (`relay07` finds "relay-prod-0007"), of
        its letters in their order, the first of which begins a word.
        """
        query = " ".join(query.lower().split())
        self._found = {known: found for known, found in self._found.items() if query.startswith(known)}
        if query not in self._found:
            candidates, _ = self._found[max(self._found, key=len)]
            self._found[query] = self._ranked(query.split(), candidates)
        return self._found[query][1]

    def _ranked(self, words: Sequence[str], candidates: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
        if len(words) == 1:
            best = list(chain.from_iterable(self._buckets(words[0], candidates)))
            fitting = set(best)
            return [index for index in candidates if index in fitting], best
        ranks: dict[int, int] = {}
        for word in words:
            buckets = enumerate(self._buckets(word, candidates))
            ranks = {index: ranks.get(index, 0) + rank for rank, bucket in buckets for index in bucket}
            candidates = [index for index in candidates if index in ranks]
        return candidates, sorted(candidates, key=ranks.__getitem__)

    def _buckets(self, word: str, candidates: Sequence[int]) -> tuple[list[int], ...]:
        """The lines that fit the word, those that fit it best first."""
        return *self._holding(word, candidates), *self._made_of(word, candidates)

    def _holding(self, word: str, candidates: Sequence[int]) -> tuple[list[int], ...]:
        """The lines that hold the word, those where it stands best first: thousands of them in a millisecond."""
        lines, names = self._lines.whole, self._lines.names
        apart, apart_names = self._lines.apart, self._lines.apart_names
        begun = f" {word.translate(_BLANKS_FOR_SIGNS)}"
        buckets: tuple[list[int], ...] = ([], [], [], [], [], [])
        whole, first, name_word, in_name, word_elsewhere, elsewhere = buckets
        for index in [index for index in candidates if word in lines[index]]:
            name = names[index]
            if word not in name:
                (word_elsewhere if begun in apart[index] else elsewhere).append(index)
            elif name.startswith(word):
                (whole if name == word else first).append(index)
            else:
                (name_word if begun in apart_names[index] else in_name).append(index)
        return buckets

    def _made_of(self, word: str, candidates: Sequence[int]) -> tuple[list[int], ...]:
        """The lines without the word that have its letters in their name, those of the largest pieces first."""
        lines, names = self._lines.whole, self._lines.apart_names
        parts = word.translate(_BLANKS_FOR_SIGNS)
        if len(word) < 2 or parts.startswith(" "):
            return ()
        letters = parts.replace(" ", "")
        fits = _pattern(letters).search
        fitting = [index for index in candidates if word not in lines[index] and fits(names[index])]
        if len(fitting) > _TOLD_APART:
            return [], [], fitting
        buckets: tuple[list[int], ...] = ([], [], [])
        for index in fitting:
            buckets[_pieces(letters, names[index])].append(index)
        return buckets


def _pattern(letters: str) -> re.Pattern[str]:
    """These letters in their order, the first one at the beginning of a word.

    Before each letter stands anything but itself: so there is one way to fit, and nothing to be tried again.
    """
    first, *others = map(re.escape, letters)
    return re.compile(f" {first}" + "".join(f"[^{letter}]*{letter}" for letter in others))


def _pieces(letters: str, name: str) -> int:
    """How a name has these letters: 0 as beginnings of its words, 1 as two pieces, 2 one by one."""
    if _made_of_beginnings(letters, name):
        return 0
    return 1 if _made_of_two_pieces(letters, name) else 2


def _made_of_beginnings(letters: str, name: str) -> bool:
    """Whether they are made of beginnings of the name's words, in their order."""
    # How many letters may be used up before the next word of the name.
    used = {0}
    for part in name.split():
        used |= {end for start in used for end in _ends(letters, start, part)}
    return len(letters) in used


def _ends(letters: str, start: int, part: str) -> range:
    """Where in the letters a beginning of `part` can end that begins at `start`."""
    end = start
    while end < len(letters) and end - start < len(part) and letters[end] == part[end - start]:
        end += 1
    return range(start + 1, end + 1)


def _made_of_two_pieces(letters: str, name: str) -> bool:
    """Whether they are made of two pieces of the name, the first one at the beginning of a word."""
    for cut in range(1, len(letters)):
        place = name.find(f" {letters[:cut]}")
        if place < 0:
            return False
        if name.find(letters[cut:], place + cut + 1) >= 0:
            return True
    return False
