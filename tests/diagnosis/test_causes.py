"""The texts: short, complete, and with the operator's own values in them."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from smtptui.diagnosis.causes import cause, fill, labels
from smtptui.diagnosis.values import PLACES

_PLACE = re.compile(r"\{(\w+)(\|[^{}]*)?\}")


def _tables() -> dict[str, Any]:
    return tomllib.loads((files("smtptui.diagnosis") / "causes.toml").read_text("utf-8"))


def _texts() -> list[tuple[str, str, list[str]]]:
    """Every summary with its steps: each cause's own, and each provider's."""
    found = []
    for label, table in _tables().items():
        variants = {"": {}, **table.get("for", {})}
        found += [
            (f"{label} {name}", {**table, **variant}["summary"], {**table, **variant}["fix"])
            for name, variant in variants.items()
        ]
    return found


TEXTS = _texts()


@pytest.mark.parametrize(("name", "summary", "fix"), TEXTS, ids=[name for name, _, _ in TEXTS])
def test_a_text_is_short(name: str, summary: str, fix: list[str]) -> None:
    assert "\n" not in summary
    assert len(fill(summary, {})) <= 130
    assert 1 <= len(fix) <= 3
    assert all(len(fill(step, {})) <= 150 and "\n" not in step for step in fix)


@pytest.mark.parametrize(("name", "summary", "fix"), TEXTS, ids=[name for name, _, _ in TEXTS])
def test_a_text_reads_well_without_any_value(name: str, summary: str, fix: list[str]) -> None:
    for text in (summary, *fix):
        filled = fill(text, {})
        assert not set("{}[]") & set(filled), filled
        assert "  " not in filled
        assert " ." not in filled
        assert filled[0].isupper() or filled[0] in "`143"


@pytest.mark.parametrize(("name", "summary", "fix"), TEXTS, ids=[name for name, _, _ in TEXTS])
def test_places_are_known_and_say_something_without_a_value(name: str, summary: str, fix: list[str]) -> None:
    for text in (summary, *fix):
        bare = re.sub(r"\[[^\[\]]*\]", "", text)
        assert {place for place, _ in _PLACE.findall(text)} <= PLACES
        assert all(otherwise for _, otherwise in _PLACE.findall(bare))


def test_a_slice_of_the_file_is_what_the_whole_file_says() -> None:
    tables = _tables()
    assert list(labels()) == list(tables)
    for label in labels():
        assert cause(label).summary == tables[label]["summary"]


def test_a_provider_has_its_own_words() -> None:
    assert "data centre" in " ".join(cause("bad_credentials", ["zoho"]).fix)
    assert cause("bad_credentials", ["nobody"]) == cause("bad_credentials")


def test_a_value_from_a_server_is_made_safe() -> None:
    assert fill("{host|x}", {"host": "a\x1b[31mb"}) == "a␛[31mb"
    assert fill("{host|x}", {"host": "{port}"}) == "{port}"
    assert len(fill("{host|x}", {"host": "h" * 500})) == 120


def test_a_part_that_needs_a_value_is_left_out_without_it() -> None:
    assert fill("refused[ of {username}].", {}) == "refused."
    assert fill("refused[ of {username}].", {"username": "fred"}) == "refused of fred."


def test_the_retired_unlock_page_is_named_as_retired() -> None:
    words = " ".join(cause("web_login_required", ["google"]).fix)
    assert "DisplayUnlockCaptcha" in words
    assert "retired" in words
