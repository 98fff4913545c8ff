"""A file put where its reader looks."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from smtptui.errors import WriteError
from smtptui.store.placing import Placement, place, place_all
from tests.store.full_disk import no_file_longer_than
from tests.store.ordinary import open_folder, ordinary_user


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


def test_several_are_put_together(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("old")
    placed = place_all([Placement("/a", b"new a", "", 0o600), Placement("/b", b"new b", "", 0o640)], tmp_path)
    assert [one.path.read_bytes() for one in placed] == [b"new a", b"new b"]
    assert [one.backup is None for one in placed] == [True, False]


def test_where_one_fails_the_others_go_back(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o644)
    (tmp_path / "c").mkdir()
    before = sorted(tmp_path.iterdir())
    wanted = [Placement(path, b"new", "", 0o600) for path in ("/a", "/b", "/new/folder/d", "/c")]
    with pytest.raises(WriteError, match="not a regular file"):
        place_all(wanted, tmp_path)
    assert (tmp_path / "a").read_text() == "old"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files immutable")
def test_where_the_last_cannot_be_replaced_the_first_goes_back(tmp_path: Path) -> None:
    first, last = tmp_path / "first", tmp_path / "last"
    first.write_text("old first")
    last.write_text("old last")
    immutable = subprocess.run(["chattr", "+i", str(last)], capture_output=True, check=False)
    if immutable.returncode != 0:
        pytest.skip("this file system knows no immutable files")
    try:
        with pytest.raises(WriteError, match="last could not be written"):
            place_all([Placement("/first", b"new", "", 0o600), Placement("/last", b"new", "", 0o600)], tmp_path)
    finally:
        subprocess.run(["chattr", "-i", str(last)], check=True)
    assert (first.read_text(), last.read_text()) == ("old first", "old last")
    assert sorted(tmp_path.iterdir()) == [first, last]


def test_a_link_that_is_put_in_a_folders_place_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    (root / "etc").mkdir(parents=True)
    outside.mkdir()

    def swap(steps: object, folders: object) -> None:
        (root / "etc").rename(root / "moved")
        (root / "etc").symlink_to(outside)

    place_all([Placement("/etc/app.conf", b"new", "", 0o600)], root, swap)
    assert list(outside.iterdir()) == []
    assert (root / "moved/app.conf").read_bytes() == b"new"


def test_folders_on_the_way_need_not_be_readable() -> None:
    with open_folder() as folder, ordinary_user():
        (folder / "closed/own").mkdir(parents=True)
        (folder / "closed").chmod(0o311)
        placed = place("/closed/own/app.conf", folder, b"new", owner="", mode=0o600)
        assert placed.path.read_bytes() == b"new"
        (folder / "closed").chmod(0o700)


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    wanted = [Placement("/a", b"new", "", 0o600), Placement("/b", b"n" * 100_000, "", 0o600)]
    with no_file_longer_than(1000), pytest.raises(WriteError, match="b could not be written: File too large"):
        place_all(wanted, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "old"


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "app.conf").symlink_to(tmp_path / "app.conf")
    with pytest.raises(WriteError, match="a link to itself"):
        place("/app.conf", tmp_path, b"new", owner="", mode=0o600)
