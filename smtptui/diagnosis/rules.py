"""A rule: conditions on the evidence, and the cause it speaks for. Read from rules/<stage>.toml.

    [[rule]]
    name = "google-app-password"          unique in all files
    cause = "app_password_required"
    also = ["bad_credentials"]            other causes that the same evidence allows, likeliest first
    confidence = "certain"                certain, likely (the default) or possible
    provider = ["google"]                 any of these names or families
    code = ["534", "5yz"]                 any of these codes; "5yz" is a class
    enhanced = ["5.7.9", "x.7.x"]         any of these; x stands for any number
    port = [465]                          any of these
    security = ["starttls", "none"]       any of these
    is = ["oauth"]                        all of these traits (traits.py); `not` = none of them
    token = 'badcredentials'              any of these whole words
    any = 'app password | auth code'      any of these phrases; `all` = every one; `none` = not one
    with = 'required | needed'            any of these phrases too, wherever it stands
    stages = ["mail", "rcpt"]             only there (for files that serve several stages)
    general = true                        says only that something failed: any other rule that holds wins over it
    refines = ["connection_refused"]      may also correct this cause where the transport established it
    example = "534 5.7.9 …"               a reply that this rule wins on; or a table of Evidence's fields

Phrases are lower case, stand between bars, begin where a word begins and are open at the end ("block" finds
"blocked"); `$` closes the end, and a `*` between blanks stands for up to 48 characters. They are literal strings
('…' or '''…'''), which tomllib reads many times faster than arrays.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from smtptui.diagnosis.words import folded
from smtptui.model.diagnosis import Confidence

_FOLDER = Path(__file__).with_name("rules")

# The files that a stage's failures are looked up in, the most special first. `reply` holds what any server may say
# about any command, `client` what clients report when no reply came.
_FILES_OF_STAGE: dict[str, tuple[str, ...]] = {
    "resolve": ("resolve", "client"),
    "connect": ("connect", "client", "resolve", "greeting"),
    "greeting": ("greeting", "client", "reply"),
    "ehlo": ("ehlo", "greeting", "client", "reply"),
    "starttls": ("starttls", "tls", "client", "reply"),
    "tls": ("tls", "client", "reply"),
    "auth": ("auth", "client", "reply"),
    "mail": ("mail", "envelope", "reply", "client"),
    "rcpt": ("rcpt", "envelope", "reply", "client"),
    "data": ("data", "envelope", "reply", "client"),
    "quit": ("envelope", "reply", "client"),
}
ALL_FILES = tuple(dict.fromkeys(name for names in _FILES_OF_STAGE.values() for name in names))


class Rule(NamedTuple):
    """One entry of a rules file; an empty condition asks nothing."""

    name: str
    cause: str
    file: str
    confidence: Confidence = Confidence.LIKELY
    also: tuple[str, ...] = ()
    provider: frozenset[str] = frozenset()
    code: tuple[str, ...] = ()
    enhanced: tuple[str, ...] = ()
    port: frozenset[int] = frozenset()
    security: frozenset[str] = frozenset()
    is_: frozenset[str] = frozenset()
    not_: frozenset[str] = frozenset()
    token: tuple[str, ...] = ()
    any_: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    all_: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    stages: frozenset[str] = frozenset()
    refines: frozenset[str] = frozenset()
    general: bool = False
    example: str | Mapping[str, Any] = ""


_RENAMED = {"is": "is_", "not": "not_", "any": "any_", "with": "with_", "all": "all_"}
_SETS = frozenset({"provider", "port", "security", "is_", "not_", "stages", "refines"})
_TUPLES = frozenset({"also", "code", "enhanced"})
_PHRASES = frozenset({"token", "any_", "with_", "all_", "none"})


def rules_for(stage: str | None) -> tuple[Rule, ...]:
    """The rules of a stage in the order that breaks ties; every rule where the stage is not known."""
    names = _FILES_OF_STAGE.get(stage or "", ALL_FILES)
    return tuple(rule for name in names for rule in rules_in(name))


def other_rules(stage: str | None) -> tuple[Rule, ...]:
    """The rules that `rules_for` leaves out, for a stage that was named wrongly."""
    names = _FILES_OF_STAGE.get(stage or "", ALL_FILES)
    return tuple(rule for name in ALL_FILES if name not in names for rule in rules_in(name))


@cache
def rules_in(name: str) -> tuple[Rule, ...]:
    """The rules of one file."""
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    return tuple(_rule(entry, name) for entry in table.get("rule", ()))


def _rule(entry: Mapping[str, Any], file: str) -> Rule:
    return Rule(file=file, **dict(_fields(entry)))


def _fields(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in entry.items():
        name = _RENAMED.get(key, key)
        if name in _SETS:
            yield name, frozenset(value)
        elif name in _TUPLES:
            yield name, tuple(value)
        elif name in _PHRASES:
            yield name, tuple(_phrases(folded(value)))
        else:
            yield name, Confidence(value) if name == "confidence" else value


def _phrases(value: str) -> Iterator[str]:
    return (phrase for part in value.replace("\n", "|").split("|") if (phrase := part.strip()))
