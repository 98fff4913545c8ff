"""Replies collected in public places, each labelled before any rule was tried on it; the data name their sources.

Every file of data/ was gathered at one time. What a rule was written for stands in an earlier file than the one that
tests whether the rule carries over.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from smtptui.diagnosis import explain
from smtptui.diagnosis.causes import labels
from smtptui.model.evidence import Evidence

Row = dict[str, Any]

_KEYS = ("provider", "stage", "code", "enhanced", "text", "exception", "settings")


def _rows() -> list[Row]:
    files = sorted(Path(__file__).with_name("data").glob("*.jsonl"))
    return [{**json.loads(line), "file": file.stem} for file in files for line in file.read_text("utf-8").splitlines()]


ROWS = _rows()


def _verdict(row: Row) -> str:
    answer = explain(Evidence(**{key: row[key] for key in _KEYS if key in row})).cause
    if answer in (row["cause"], *row.get("also", ())):
        return "right"
    return "unknown" if answer == "unknown" else "wrong"


def _figures(title: str, rows: Iterable[Row]) -> Counter[str]:
    counted = Counter(_verdict(row) for row in rows)
    shares = ", ".join(f"{counted[verdict]} {verdict}" for verdict in ("right", "wrong", "unknown"))
    print(f"\n{title:<12}{shares}", end="")
    return counted


@pytest.mark.parametrize("file", sorted({row["file"] for row in ROWS}))
def test_a_file_is_read_right(file: str) -> None:
    counted = _figures(file, [row for row in ROWS if row["file"] == file])
    assert counted["right"] >= 0.95 * counted.total()
    assert counted["wrong"] < 0.04 * counted.total()


def test_words_that_mislead_are_read_right() -> None:
    counted = _figures("misleading", [row for row in ROWS if row.get("decoy")])
    assert counted["right"] >= 0.90 * counted.total()


def test_every_row_is_labelled_with_known_causes_and_names_its_source() -> None:
    known = set(labels())
    for row in ROWS:
        assert {row["cause"], *row.get("also", ())} <= known
        assert row["source"].startswith(("https://", "http://"))
