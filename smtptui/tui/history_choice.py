"""What the History room is asked to show, and what else it can be asked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, get_args

from smtptui.model.history import Kind, Tally, Wanted

EVERY_PROFILE = ""
SPANS = {
    "the last hour": timedelta(hours=1),
    "the last day": timedelta(days=1),
    "the last week": timedelta(days=7),
    "the last month": timedelta(days=31),
}
_KINDS = {"probe": "probes", "send": "test messages"}


class Choice(NamedTuple):
    """A filter. None everywhere leaves all sessions of the open profile; `profile` may be EVERY_PROFILE."""

    profile: str | None = None
    kind: str | None = None
    outcome: str | None = None
    cause: str | None = None
    span: str | None = None

    def wanted(self, opened: str, now: datetime) -> Wanted:
        """The sessions that are meant while `opened` is the open profile."""
        profile = opened if self.profile is None else self.profile or None
        kind = next((known for known in get_args(Kind) if known == self.kind), None)
        return Wanted(profile, kind, self.outcome, self.cause, now - SPANS[self.span] if self.span else None)

    def takes(self, tally: Tally, opened: str) -> bool:
        """Whether these sessions are meant, whenever they were."""
        profile = opened if self.profile is None else self.profile or tally.profile
        named = (self.kind, self.outcome, self.cause)
        return tally.profile == profile and all(
            value in (None, found) for value, found in zip(named, tally[1:4], strict=True)
        )

    @property
    def words(self) -> str:
        """What is shown of the profile's sessions; empty where that is all of them."""
        parts = (_KINDS.get(self.kind or ""), in_words(self.outcome), in_words(self.cause), self.span)
        return ", ".join(part for part in parts if part)


class Option(NamedTuple):
    """A further filter; `sessions` is how many it leaves, None where that would have to be looked up."""

    title: str
    choice: Choice
    sessions: int | None


def in_words(label: str | None) -> str:
    """A label of the history without its underscores."""
    return (label or "").replace("_", " ")


def options(tallies: Sequence[Tally], chosen: Choice, opened: str) -> list[Option]:
    """What can be added to the filter and leaves anything, the scope first."""
    every = [*_scopes(tallies, chosen, opened), *_spans(chosen)]
    for attribute, title in (("outcome", "outcome"), ("cause", "cause"), ("kind", "only"), ("profile", "profile")):
        every += _values(tallies, chosen, opened, attribute, title)
    return [option for option in every if option.choice != chosen]


def _scopes(tallies: Sequence[Tally], chosen: Choice, opened: str) -> Iterator[Option]:
    for title, profile in (("every profile", EVERY_PROFILE), (f"this profile, {opened}", None)):
        choice = chosen._replace(profile=profile)
        yield Option(title, choice, _left(tallies, choice, opened))


def _left(tallies: Sequence[Tally], choice: Choice, opened: str) -> int | None:
    return None if choice.span else sum(tally.sessions for tally in tallies if choice.takes(tally, opened))


def _spans(chosen: Choice) -> Iterator[Option]:
    for span in SPANS:
        yield Option(f"time: {span}", chosen._replace(span=span), None)


def _values(tallies: Sequence[Tally], chosen: Choice, opened: str, attribute: str, title: str) -> Iterator[Option]:
    """An option for each value of an attribute, the most frequent first."""
    free = chosen._replace(**{attribute: EVERY_PROFILE if attribute == "profile" else None})
    counts: Counter[str] = Counter()
    for tally in tallies:
        if free.takes(tally, opened):
            counts[getattr(tally, attribute) or ""] += tally.sessions
    for value, sessions in counts.most_common():
        if value and not (attribute == "profile" and value == opened):
            words = _KINDS[value] if attribute == "kind" else value if attribute == "profile" else in_words(value)
            yield Option(f"{title}: {words}", chosen._replace(**{attribute: value}), None if chosen.span else sessions)
