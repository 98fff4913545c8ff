"""Every rule proves itself: it can be reached, it is well written, and no input makes it slow."""

import re
import time
from collections import Counter

import pytest

from smtptui.diagnosis.causes import cause, labels
from smtptui.diagnosis.engine import matches
from smtptui.diagnosis.explain import explain, holding
from smtptui.diagnosis.facts import facts_of
from smtptui.diagnosis.rules import Rule, rules_for
from smtptui.diagnosis.words import MAXIMUM_LENGTH, comparable
from smtptui.model.evidence import Evidence
from smtptui.smtp.stage import Stage
from tests.diagnosis.examples import every_rule, example_of

RULES = tuple(every_rule())
NAMES = [rule.name for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_wins_on_its_own_example(rule: Rule) -> None:
    winner = holding(facts_of(example_of(rule)))[0].rule
    assert winner.name == rule.name


def test_rules_have_names_of_their_own() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_each_cause_has_a_rule_or_is_established_by_the_connection() -> None:
    spoken_for = {rule.cause for rule in RULES}
    transport = {label for label in labels() if cause(label).transport}
    assert set(labels()) - spoken_for - transport == {"unknown"}


def test_rules_speak_only_of_causes_and_stages_that_exist() -> None:
    known = set(labels())
    for rule in RULES:
        assert {rule.cause, *rule.also, *rule.refines} <= known, rule.name
        assert rule.cause not in rule.also, rule.name
        assert rule.stages <= set(Stage), rule.name


def test_a_rule_for_certain_stages_stands_in_a_file_that_is_read_for_them() -> None:
    for rule in RULES:
        for stage in rule.stages:
            readers = {other.name for other in rules_for(stage)}
            assert rule.name in readers or _may_be_borrowed(rule), (rule.name, stage)


def _may_be_borrowed(rule: Rule) -> bool:
    """A rule that reads words is also asked where a stage's own rules know little."""
    return bool(rule.any_ or rule.all_ or rule.token)


def test_phrases_are_written_as_texts_are_compared() -> None:
    for rule in RULES:
        for phrase in (*rule.any_, *rule.with_, *rule.all_, *rule.none, *rule.token):
            plain = phrase.removesuffix("$").replace(" * ", " ")
            # A code at a text's beginning would be taken off; behind a word it stays.
            assert comparable(f"x {plain}").removeprefix("x ") == plain.rstrip(), (rule.name, phrase)


def test_codes_are_codes() -> None:
    for rule in RULES:
        assert all(re.fullmatch(r"[2-5](?:\d\d|yz)", code) for code in rule.code), rule.name
        assert all(re.fullmatch(r"[245x](?:\.(?:\d{1,3}|x)){2}", code) for code in rule.enhanced), rule.name


def _near_miss(rule: Rule) -> str:
    """A text that all but fits: every phrase with its last letter gone."""
    return " ".join(
        phrase.removesuffix("$")[:-1].replace(" * ", " ") + "~" for phrase in (*rule.any_, *rule.with_, *rule.all_)
    )


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.token], ids=lambda rule: rule.name)
def test_a_token_counts_only_as_a_whole(rule: Rule) -> None:
    example = example_of(rule)
    longer = re.sub("|".join(map(re.escape, rule.token)), r"\g<0>x", f"{example.text}", flags=re.IGNORECASE)
    evidence = Evidence(example.provider, example.stage, example.code, None, longer, settings=example.settings)
    assert rule.name not in [match.rule.name for match in matches([rule], facts_of(evidence))]


def test_the_whole_set_survives_floods_of_near_misses() -> None:
    """Each rule's own near misses, 16 KiB of them, for every rule there is. The time is printed, not judged."""
    slowest, total = 0.0, time.perf_counter()
    for rule in RULES:
        flood = (_near_miss(rule) + " ") * (MAXIMUM_LENGTH // (len(_near_miss(rule)) + 1) + 1)
        started = time.perf_counter()
        matches([rule], facts_of(Evidence(stage="data", code=550, text=flood[: 2 * MAXIMUM_LENGTH])))
        slowest = max(slowest, time.perf_counter() - started)
    print(f"\n{len(RULES)} rules, slowest {slowest * 1000:.1f} ms, all {time.perf_counter() - total:.2f} s")


@pytest.mark.parametrize(
    "text",
    [
        "5" * 100_000,
        "550 " * 50_000,
        "550-" * 50_000,
        "4.7.1 " * 50_000,
        "(550, b'" * 20_000,
        "\\xc7\\xeb" * 50_000,
        "a@" * 50_000,
        "\ud800\udc80\x00\x1b[31m" * 5_000,
        "too many * connections" * 5_000,
        "é" * 100_000,
        "您" * 100_000,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_no_text_stops_an_explanation(text: str) -> None:
    assert explain(Evidence(text=text, exception=text)).cause in labels()


def test_a_positive_reply_is_no_failure_whatever_it_says() -> None:
    for words in ("spam", "authentication failed", "user unknown", "quota exceeded", "blocked using spamhaus"):
        assert explain(Evidence(stage="data", code=250, text=f"250 2.0.0 {words}")).cause == "success_no_failure"
