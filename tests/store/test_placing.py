"""A file put where its reader looks."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from smtptui.errors import WriteError
from smtptui.store.placing import place


def test_what_was_there_is_kept_beside_it_for_its_owner_alone(tmp_path: Path) -> None:
    there = tmp_path / "app.conf"
    there.write_text("old")
    there.chmod(0o644)
    placed = place("/app.conf", tmp_path, b"new", owner="", mode=0o640)
    assert there.read_bytes() == b"new"
    assert stat.S_IMODE(there.stat().st_mode) == 0o640
    assert placed.backup is not None
    assert placed.backup.read_bytes() == b"old"
    assert stat.S_IMODE(placed.backup.stat().st_mode) == 0o600


def test_below_a_root_of_ones_own_folders_are_made(tmp_path: Path) -> None:
    placed = place("/etc/app/app.conf", tmp_path, b"new", owner="", mode=0o600)
    assert placed.path == tmp_path / "etc/app/app.conf"
    assert placed.backup is None


def test_a_link_out_of_the_root_is_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "etc").symlink_to(outside)
    with pytest.raises(WriteError, match="leads out of"):
        place("/etc/app.conf", root, b"new", owner="", mode=0o600)
    assert list(outside.iterdir()) == []


def test_a_way_up_is_no_way_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(WriteError, match="leads out of"):
        place("/../app.conf", root, b"new", owner="", mode=0o600)


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "app.conf").mkdir()
    with pytest.raises(WriteError, match="not a regular file"):
        place("/app.conf", tmp_path, b"new", owner="", mode=0o600)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_root_gives_it_to_its_reader(tmp_path: Path) -> None:
    placed = place("/app.conf", tmp_path, b"new", owner="nobody:nogroup", mode=0o400)
    assert placed.path.owner() == "nobody"
    assert placed.owner_kept


def test_an_owner_that_this_machine_lacks_is_told(tmp_path: Path) -> None:
    assert not place("/app.conf", tmp_path, b"new", owner="no-such-user:no-such-group", mode=0o400).owner_kept


KILLED = """
import os, signal, sys
from pathlib import Path
from smtptui.store.placing import place
steps = int(sys.argv[2])
def count(event, arguments):
    global steps
    if event in ("open", "os.link", "os.rename", "os.chmod", "os.chown", "os.remove"):
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
place("/app.conf", Path(sys.argv[1]), b"n" * 100_000, owner="", mode=0o600)
"""


def test_killed_at_any_step_the_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    there, seen = tmp_path / "app.conf", set()
    for step in range(1, 40):
        there.write_bytes(b"o" * 100_000)
        ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(step)], check=False)
        assert ended.returncode in (0, -signal.SIGKILL)
        assert there.read_bytes() in (b"o" * 100_000, b"n" * 100_000)
        seen.add(there.read_bytes()[:1])
        if ended.returncode == 0:
            break
    assert seen == {b"o", b"n"}
