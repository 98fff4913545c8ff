"""What the evidence says, in the terms that rules use."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from smtptui.diagnosis.families import betrayed_by, canonical
from smtptui.diagnosis.stage_guess import guessed_stage
from smtptui.diagnosis.traits import text_of, traits_of
from smtptui.diagnosis.words import MAXIMUM_LENGTH, comparable, without_command
from smtptui.model.evidence import Evidence
from smtptui.smtp.stage import Stage

_STAGES = frozenset(Stage)
# Text outside the line's beginning counts only with an enhanced code behind it: "port 587" is no reply code.
_CODE = re.compile(r"^[\s('\"\[<]*([2-5]\d\d)(?=[-\s:,.'\")\]]|$)", re.MULTILINE)
_CODE_INSIDE = re.compile(
    r"(?:(?:smtp|server|code|status|reply|response|said|error|login|returned|failed|got|\()[:]?[\s:=(#\"]{1,3})([2-5]\d\d)(?=[-\s:,)\"]|$)"
    r"|\(([2-5]\d\d), ?b?['\"]"
    r"|(?<![\d.])([2-5]\d\d)[- ](?=[245]\.\d{1,3}\.\d{1,3}(?!\d|\.\d))"
    r"|: ([45][0-5]\d)[- ](?=[a-z<\[#])",
    re.IGNORECASE,
)
# What a client waited for is no answer: 'Expected response code 250 but got code "535"'.
_CODE_EXPECTED = re.compile(r"expected:? (?:[a-z]{1,10} ){0,3}\"?\d{3}(?:/\d{3})*\"?", re.IGNORECASE)
_ENHANCED = re.compile(r"(?<![\d.\[])([245]\.\d{1,3}\.\d{1,3})(?![\d]|\.\d)")
_PORT = re.compile(r"(?:(?<=[\w\])]):|\bport[\s:=\"']{1,4})(\d{2,5})\b", re.IGNORECASE)
_MAIL_PORTS = frozenset({21, 22, 25, 26, 80, 110, 143, 443, 465, 587, 993, 995, 1025, 2465, 2525, 2587, 8025})


class Facts(NamedTuple):
    """One failure, read. `words` are the reply's and the exception's together, comparable."""

    stage: str | None
    code: int | None
    enhanced: str | None
    words: str
    providers: frozenset[str]
    port: int | None
    security: str | None
    traits: frozenset[str]
    provider: str | None = None
    settings: Mapping[str, Any] = MappingProxyType({})


def facts_of(evidence: Evidence) -> Facts:
    """Read the evidence. What is missing is looked for in the texts; nothing in it can raise."""
    text = f"{evidence.text or ''}\n{evidence.exception or ''}"[:MAXIMUM_LENGTH]
    code, enhanced = _code(evidence, text), _enhanced(evidence, text)
    words = comparable(text, code, enhanced)
    settings = evidence.settings or {}
    providers = canonical(evidence.provider) | betrayed_by(f"{words} {text_of(settings, 'host').lower()}")
    return Facts(
        stage=_stage(evidence.stage) or guessed_stage(words, code, enhanced),
        code=code,
        enhanced=enhanced,
        words=without_command(words),
        providers=providers,
        port=_port(settings, text),
        security=_security(settings),
        traits=traits_of(settings) | _of_the_answer(code, evidence, providers) | _of_the_words(words, settings),
        provider=evidence.provider,
        settings=settings,
    )


def _stage(stage: object) -> str | None:
    name = stage.strip().lower() if isinstance(stage, str) else ""
    return name if name in _STAGES else None


def _code(evidence: Evidence, text: str) -> int | None:
    if isinstance(evidence.code, int) and 200 <= evidence.code <= 599:
        return evidence.code
    text = _CODE_EXPECTED.sub("", text)
    begun = _CODE.search(text)
    if begun:
        return int(begun[1])
    inside = [int(found[found.lastindex or 0]) for found in _CODE_INSIDE.finditer(text)]
    # "STARTTLS failed (code: 220)": of the codes that a client quotes, the failed one is meant.
    refused = next((code for code in inside if code >= 400), None)
    return refused or (inside[0] if inside and "fail" not in text.lower() else None)


def _enhanced(evidence: Evidence, text: str) -> str | None:
    if isinstance(evidence.enhanced, str) and _ENHANCED.fullmatch(evidence.enhanced.strip()):
        return evidence.enhanced.strip()
    found = _ENHANCED.search(text)
    return found[1] if found else None


def _port(settings: Mapping[str, Any], text: str) -> int | None:
    told = settings.get("port")
    if isinstance(told, int | str) and str(told).isdecimal() and len(str(told)) <= 5:
        return int(told)
    return next((int(found) for found in _PORT.findall(text) if int(found) in _MAIL_PORTS), None)


def _security(settings: Mapping[str, Any]) -> str | None:
    told = text_of(settings, "security").lower()
    named = {"ssl": "tls", "implicit": "tls", "smtps": "tls", "ssl/tls": "tls", "plain": "none", "false": "none"}
    told = named.get(told, told)
    return told if told in ("tls", "starttls", "none") else None


def _of_the_answer(code: int | None, evidence: Evidence, providers: frozenset[str]) -> frozenset[str]:
    answered = code is not None or bool(evidence.text and not evidence.exception)
    traits = {"reply" if answered else "no_reply"} | ({"coded"} if code is not None else set())
    if any(name.endswith("-mx") for name in providers):
        traits.add("inbound")
    if any("oauth" in name for name in providers):
        traits.add("oauth")
    return frozenset(traits)


def _of_the_words(words: str, settings: Mapping[str, Any]) -> frozenset[str]:
    """Which of the operator's own addresses the reply names."""
    addresses = {
        "reply_names_sender": text_of(settings, "from_address", "mail_from"),
        "reply_names_recipient": text_of(settings, "to_address", "rcpt_to"),
    }
    return frozenset(trait for trait, address in addresses.items() if "@" in address and address.lower() in words)
