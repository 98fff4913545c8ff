"""The one way in: evidence of a failure -> what it is, how sure we are, what to do next."""

from collections.abc import Iterable, Iterator

from smtptui.diagnosis.causes import Cause, cause, fill, labels
from smtptui.diagnosis.engine import Match, matches
from smtptui.diagnosis.facts import Facts, facts_of
from smtptui.diagnosis.rules import Rule, other_rules, rules_for
from smtptui.diagnosis.ruling_out import ruled_out
from smtptui.diagnosis.values import values_of
from smtptui.model.diagnosis import UNKNOWN, Confidence, Diagnosis
from smtptui.model.evidence import Evidence

_STAGES_OF_TRANSPORT = frozenset({"resolve", "connect", "greeting", "starttls", "tls"})
_FILES_OF_TRANSPORT = frozenset({"resolve", "connect", "tls"})


def explain(evidence: Evidence) -> Diagnosis:
    """The likeliest cause of a failure. What fits no rule is `unknown`, with what the code's class says."""
    facts = facts_of(evidence)
    known = evidence.known_cause if evidence.known_cause in labels() else None
    if known is not None:
        return _diagnosis(evidence, facts, known, _refining(known, facts), Confidence.CERTAIN)
    held = holding(facts)
    label = held[0].rule.cause if held else UNKNOWN
    confidence = held[0].rule.confidence if held else Confidence.POSSIBLE
    return _diagnosis(evidence, facts, label, held, confidence)


def holding(facts: Facts) -> list[Match]:
    """The rules that hold, the winner first.

    Where the stage's own rules know little, the words may fit another stage's: tables name stages loosely.
    """
    held = matches(_likely(rules_for(facts.stage), facts), facts)
    if held and not held[0].is_general:
        return held
    elsewhere = [match for match in matches(_likely(other_rules(facts.stage), facts), facts) if match.phrases]
    if elsewhere and (not held or not held[0].phrases or not elsewhere[0].is_general):
        return elsewhere + held
    return held


def _likely(rules: Iterable[Rule], facts: Facts) -> Iterator[Rule]:
    """Without what only a client says of the transport, where a server has answered a command."""
    answered = "coded" in facts.traits and facts.stage not in _STAGES_OF_TRANSPORT
    return (rule for rule in rules if not (answered and rule.file in _FILES_OF_TRANSPORT))


def _refining(known: str, facts: Facts) -> list[Match]:
    """The rules that may correct what the transport established, the winner first."""
    allowed = [rule for rule in rules_for(facts.stage) if known in rule.refines]
    return matches(allowed, facts) if allowed else []


def _diagnosis(evidence: Evidence, facts: Facts, label: str, held: list[Match], confidence: Confidence) -> Diagnosis:
    winner = held[0] if held else None
    if winner is not None:
        label, confidence = winner.rule.cause, winner.rule.confidence
    text, values = _text(label, facts), values_of(facts)
    return Diagnosis(
        cause=label,
        confidence=confidence,
        summary=fill(text.summary, values),
        fix="\n".join(fill(step, values) for step in text.fix),
        link=text.link,
        evidence=tuple(_evidence(facts, winner, evidence.known_cause)),
        also=_also(label, held),
        ruled_out=ruled_out(evidence.passed_stages),
    )


def _text(label: str, facts: Facts) -> Cause:
    if label == UNKNOWN:
        return cause(label, (f"{facts.code // 100}yz",) if facts.code else ())
    # A trait of these settings is more special than a name, and a name than the families it belongs to.
    names = sorted(facts.providers, key=lambda name: (name != facts.provider, name.endswith("family"), name))
    return cause(label, (*sorted(facts.traits), *names))


def _also(label: str, held: list[Match]) -> tuple[str, ...]:
    """Other causes that the evidence allows: those the winner names, then those of rules just as specific."""
    if not held:
        return ()
    equals = [match.rule.cause for match in held[1:] if match.points == held[0].points]
    return tuple(other for other in dict.fromkeys((*held[0].rule.also, *equals)) if other != label)


def _evidence(facts: Facts, winner: Match | None, known_cause: str | None) -> Iterator[str]:
    """What the answer rests on, in the operator's words."""
    if facts.stage:
        yield f"stage {facts.stage}"
    if facts.code:
        yield f"reply code {facts.code}" + (f", enhanced code {facts.enhanced}" if facts.enhanced else "")
    if known_cause:
        yield "what the connection itself showed"
    if winner is None:
        return
    for phrase in winner.phrases:
        yield f"the words “{phrase.replace('*', ' … ')}”"
    yield from _settings_evidence(facts, winner)


def _settings_evidence(facts: Facts, winner: Match) -> Iterator[str]:
    rule = winner.rule
    if rule.provider:
        yield f"the provider {facts.provider or sorted(rule.provider & facts.providers)[0]}"
    if rule.port or rule.security:
        yield " ".join(word for word in (f"port {facts.port}" if facts.port else "", facts.security or "") if word)
    for trait in sorted(rule.is_ - {"reply", "no_reply"}):
        yield trait.replace("_", " ")
