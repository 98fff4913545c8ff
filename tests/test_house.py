"""The house is as its map says."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "smtptui"


def test_every_layer_imports_only_what_lies_below_it() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _functions() -> Iterator[tuple[str, int]]:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body_lines = (node.end_lineno or 0) - node.lineno + 1
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", body_lines


def test_no_function_outgrows_a_screen() -> None:
    assert [(name, lines) for name, lines in _functions() if lines > 45] == []


def test_no_file_holds_a_second_subject() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {str(path.relative_to(ROOT)): lines for path, lines in sizes.items() if lines > 350} == {}


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "config.example.toml"])
def test_a_stranger_finds_the_usual_files(name: str) -> None:
    assert (ROOT / name).stat().st_size > 200


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*.py")
        if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []


def test_the_readme_shows_its_two_commands_and_a_picture_early() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert any("screenshots/" in line for line in lines[:10])
    commands = [line for line in lines[:30] if line.startswith("python3 -m venv")]
    assert len(commands) == 2


def test_every_picture_of_the_readme_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = {part.split(")")[0] for part in text.split("](")[1:] if part.startswith("screenshots/")}
    assert named
    assert {name for name in named if not (ROOT / name).is_file()} == set()
