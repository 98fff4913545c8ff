"""Where a text names a key, it is the key that the action has now, as this terminal can write it."""

import ast
import re
from pathlib import Path

import pytest

import smtptui.tui
from smtptui.tui.alphabet import KEY_NAMES
from tests.tui.conftest import Open
from tests.tui.still_workspace import StillWorkspace

_SPELLED = re.compile(r"\^[A-Z]\b|\besc\b|⏎|\bF\d+\b")
_FILES = sorted(Path(smtptui.tui.__file__).parent.rglob("*.py"))


def _texts(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    documented = [node for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    docstrings = {id(node.value) for node in documented}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings)
    return [node.value for node in constants if isinstance(node.value, str) and node.value not in KEY_NAMES]


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_no_text_spells_a_key(path: Path) -> None:
    assert [text for text in _texts(path) if _SPELLED.search(text)] == []


async def test_texts_name_a_key_as_it_was_remapped(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.profiles.keys = {"probe": "ctrl+e", "send": "f11", "verdict.cure": "space"}
    workspace.welcome = "{probe} probes"
    async with opened(workspace) as story:
        await story.sees("^E probes")
        await story.press("f3")
        await story.sees("^E tries the values on the screen")
        await story.press("f4")
        await story.sees("F11 sends the message")
        await story.open("staging")
        await story.press("f3", "ctrl+e")
        await story.sees("space go to App password")


async def test_where_enter_has_no_sign_it_has_its_name(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    async with opened() as story:
        assert "Enter choose" in story.seen.splitlines()[-1]
