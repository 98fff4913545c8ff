"""Killed at any step: the old file or the new one, nothing between, and no stray file with a secret."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from smtptui.store.journal import open_journal
from smtptui.store.placing import Placement, place, place_all
from tests.store.killed import at_every_step

OLD, NEW = b"o" * 10_000, b"n" * 10_000


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is such a place: each of some hundred runs waits for the disk several times."""
    made = Path(tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    yield made
    shutil.rmtree(made)


@pytest.fixture(params=["nameless files", "named files"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """As on a system that has no nameless files, too."""
    if request.param == "named files":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    return str(request.param)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_file_is_the_old_one_or_the_new_one(folder: Path, ways: str) -> None:
    there = folder / "app.conf"
    seen: set[bytes] = set()
    strays: set[bytes] = set()

    def start_anew() -> None:
        shutil.rmtree(folder)
        folder.mkdir()
        there.write_bytes(OLD)

    def work() -> None:
        place("/app.conf", folder, NEW, owner="", mode=0o600)

    def look(step: int) -> None:
        assert there.read_bytes() in (OLD, NEW)
        seen.add(there.read_bytes())
        strays.update(path.read_bytes() for path in folder.iterdir() if path.name.endswith(".smtptui-new"))
        work()
        assert there.read_bytes() == NEW
        assert not [name for name in _names(folder) if name.endswith(".smtptui-new")]
        start_anew()

    start_anew()
    assert at_every_step(work, look) > 8
    assert seen == {OLD, NEW}
    # Between its name and its place the new file is whole; elsewhere it has no name.
    assert strays == ({NEW} if ways == "nameless files" else {b"", NEW})


def test_a_deployment_is_finished_or_taken_back_by_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, state = folder / "root", folder / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    parts = [Placement(f"/{name}", NEW, "", 0o600) for name in ("a", "made/b", "c")]
    mixed, outcomes = 0, set()

    def start_anew() -> None:
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        for name in ("a", "c"):
            (root / name).write_bytes(OLD)
            (root / name).chmod(0o644)

    def work() -> None:
        with open_journal() as (journal, _):
            place_all(parts, root, journal.announce)

    def look(step: int) -> None:
        nonlocal mixed
        is_new = [(root / name).exists() and (root / name).read_bytes() == NEW for name in ("a", "made/b", "c")]
        mixed += any(is_new) and not all(is_new)
        with open_journal():
            outcomes.add(_outcome(root))
        start_anew()

    start_anew()
    at_every_step(work, look)
    assert mixed
    assert outcomes == {"old", "new"}


def _outcome(root: Path) -> str:
    """What stands there, whole: everything as it was, or everything new and the old copies for their owner alone."""
    held = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    if held == {"a": OLD, "c": OLD}:
        assert _names(root) in (["a", "c"], ["a", "c", "made"])
        assert {path.stat().st_mode & 0o777 for path in (root / "a", root / "c")} == {0o644}
        return "old"
    copies = {name: held.pop(name) for name in list(held) if name.endswith(".bak")}
    assert held == {"a": NEW, "made/b": NEW, "c": NEW}
    assert list(copies.values()) == [OLD, OLD]
    assert {(root / name).stat().st_mode & 0o777 for name in copies} == {0o600}
    return "new"


def test_what_somebody_changed_since_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    root = folder / "root"
    steps: list[int] = []
    there = root / "a"

    def start_anew() -> None:
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        there.write_bytes(OLD)
        (root / "b").write_bytes(OLD)

    def work() -> None:
        with open_journal() as (journal, _):
            place_all([Placement(f"/{name}", NEW, "", 0o600) for name in ("a", "b")], root, journal.announce)

    def look(step: int) -> None:
        if not steps and there.read_bytes() == NEW and (root / "b").read_bytes() == OLD:
            steps.append(step)
            there.unlink()
            there.write_bytes(b"theirs")
            with open_journal() as (_, repairs):
                assert [(one.path, one.foreign) for one in repairs] == [(there, True)]
            assert there.read_bytes() == b"theirs"
        start_anew()

    start_anew()
    at_every_step(work, look)
    assert steps
