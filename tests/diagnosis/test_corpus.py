"""The whole against replies that real people met. Runs where SMTPTUI_CORPUS names the folder that holds them."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from smtptui.diagnosis import explain
from smtptui.model.evidence import Evidence

CORPUS = os.environ.get("SMTPTUI_CORPUS")
pytestmark = pytest.mark.skipif(not CORPUS, reason="SMTPTUI_CORPUS names no folder")

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    lines = (Path(str(CORPUS)) / "open.jsonl").read_text("utf-8").splitlines()
    return [{**row, "verdict": _verdict(row)} for row in map(json.loads, lines)]


def _verdict(row: Row) -> str:
    keys = ("provider", "stage", "code", "enhanced", "text", "exception", "settings")
    told = {key: row[key] for key in keys if row.get(key) is not None}
    answer = explain(Evidence(**told)).cause
    if answer in (row["cause"], *row.get("also", ())):
        return "right"
    return "unknown" if answer == "unknown" else "wrong"


def _half(row: Row) -> str:
    return "first half" if hashlib.sha256(row["id"].encode()).digest()[-1] % 2 == 0 else "second half"


def _share(rows: Iterable[Row], verdict: str) -> float:
    counted = Counter(row["verdict"] for row in rows)
    return counted[verdict] / counted.total()


def _show(rows: list[Row], title: str, key: Callable[[Row], str]) -> None:
    print(f"\n{title:<24}{'right':>7}{'wrong':>7}{'unknown':>9}")
    for name in sorted({key(row) for row in rows}):
        counted = Counter(row["verdict"] for row in rows if key(row) == name)
        print(f"  {name:<22}{counted['right']:>7}{counted['wrong']:>7}{counted['unknown']:>9}")


def test_the_figures_are_printed(rows: list[Row]) -> None:
    _show(rows, "all", lambda row: "all")
    _show(rows, "halves", _half)
    _show(rows, "decoys", lambda row: "decoy" if row["decoy"] else "plain")
    _show(rows, "groups", lambda row: str(row["group"]))
    _show(rows, "stages", lambda row: str(row["stage"]))
    assert rows


def test_nineteen_of_twenty_are_right(rows: list[Row]) -> None:
    assert _share(rows, "right") >= 0.95


def test_nine_of_ten_decoys_are_right(rows: list[Row]) -> None:
    assert _share([row for row in rows if row["decoy"]], "right") >= 0.90


def test_wrong_answers_are_rare(rows: list[Row]) -> None:
    assert _share(rows, "wrong") < 0.04


def test_both_halves_are_alike(rows: list[Row]) -> None:
    for half in ("first half", "second half"):
        assert _share([row for row in rows if _half(row) == half], "right") >= 0.93
