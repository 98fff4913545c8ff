"""Which rule wins: the most specific of those whose every condition holds.

General rules come after all others: those marked so, those that look at numbers alone, and those of certain stages
where nobody knows the stage. Otherwise a rule's points are the sum of what its conditions say:

    a token of the provider's own          12
    a phrase                               4, and one for every six letters, at most 8 more (the longest that is found)
    each further phrase that must be there the same
    the provider                           5
    an enhanced code                       4 whole, 2 as a pattern
    a port, a security                     4
    each trait                             10, only 1 for whether a server answered at all
    a reply code                           2, 1 as a class

Ties: the rule of the more special file (`rules.rules_for`), then the one that stands first in it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from smtptui.diagnosis.facts import Facts
from smtptui.diagnosis.rules import Rule
from smtptui.diagnosis.words import find_phrase, find_token

_WEAK_TRAITS = frozenset({"reply", "no_reply"})


class Match(NamedTuple):
    """A rule that holds, its points, and the words of the reply that it rests on."""

    rule: Rule
    points: int
    phrases: tuple[str, ...]
    is_general: bool


def matches(rules: Iterable[Rule], facts: Facts) -> list[Match]:
    """Every rule that holds, the winner first."""
    held = [match for rule in rules if (match := _match(rule, facts)) is not None]
    return sorted(held, key=lambda match: (match.is_general, -match.points))


def _match(rule: Rule, facts: Facts) -> Match | None:
    if not _settings_hold(rule, facts):
        return None
    code_points = _code_points(rule.code, facts.code, facts.enhanced)
    enhanced_points = _enhanced_points(rule.enhanced, facts.enhanced)
    if code_points is None or enhanced_points is None:
        return None
    phrases = _phrases(rule, facts.words)
    if phrases is None:
        return None
    points = code_points + enhanced_points + _settings_points(rule) + sum(map(_phrase_points, phrases))
    return Match(rule, points + (8 if rule.token else 0), phrases, _is_general(rule, facts, phrases))


def _is_general(rule: Rule, facts: Facts, phrases: tuple[str, ...]) -> bool:
    """Whether the rule says little more than that something failed."""
    stage_is_guessed = bool(rule.stages) and facts.stage is None
    return rule.general or stage_is_guessed or not (phrases or rule.is_ or rule.provider)


def _settings_hold(rule: Rule, facts: Facts) -> bool:
    return (
        (not rule.provider or not rule.provider.isdisjoint(facts.providers))
        and (not rule.port or facts.port in rule.port)
        and (not rule.security or facts.security in rule.security)
        and rule.is_ <= facts.traits
        and rule.not_.isdisjoint(facts.traits)
        and (not rule.stages or facts.stage in rule.stages or (facts.stage is None and _reads_words(rule)))
    )


def _reads_words(rule: Rule) -> bool:
    return bool(rule.any_ or rule.all_ or rule.token)


def _settings_points(rule: Rule) -> int:
    traits = sum(1 if trait in _WEAK_TRAITS else 10 for trait in rule.is_)
    return 5 * bool(rule.provider) + 4 * (bool(rule.port) + bool(rule.security)) + traits


def _code_points(wanted: tuple[str, ...], code: int | None, enhanced: str | None) -> int | None:
    if not wanted:
        # A positive reply is no failure, whatever words it holds: only a rule that asks for its code may say otherwise.
        return 0 if code is None or code >= 400 else None
    if str(code) in wanted:
        return 2
    # RFC 3463 section 2: an enhanced code begins with the class of the reply's code, which logs often leave out.
    told_class = str(code)[0] if code else (enhanced or "")[:1]
    return 1 if f"{told_class}yz" in wanted else None


def _enhanced_points(wanted: tuple[str, ...], enhanced: str | None) -> int | None:
    if not wanted:
        return 0
    if enhanced is None:
        return None
    if enhanced in wanted:
        return 4
    return 2 if any(_fits(pattern, enhanced) for pattern in wanted if "x" in pattern) else None


def _fits(pattern: str, enhanced: str) -> bool:
    wanted, given = pattern.split("."), enhanced.split(".")
    return len(wanted) == len(given) and all(part in ("x", number) for part, number in zip(wanted, given, strict=True))


def _phrases(rule: Rule, words: str) -> tuple[str, ...] | None:
    """The phrases found, or None where one that must be there is missing or one that must not be is there."""
    if not all(find_phrase(phrase, words) for phrase in rule.all_):
        return None
    found = list(rule.all_)
    for choice in (rule.any_, rule.with_):
        if choice:
            found.append(max((phrase for phrase in choice if find_phrase(phrase, words)), key=len, default=""))
    if rule.token:
        found.append(next((token for token in rule.token if find_token(token, words)), ""))
    if "" in found or any(find_phrase(phrase, words) for phrase in rule.none):
        return None
    return tuple(found)


def _phrase_points(phrase: str) -> int:
    # A character of a script without blanks says as much as several letters.
    letters = sum(1 if character.isascii() else 3 if character > "\u2e7f" else 1 for character in phrase)
    return 4 + min(8, letters // 6)
