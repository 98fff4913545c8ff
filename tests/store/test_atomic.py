"""A file replaced whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from smtptui.errors import WriteError
from smtptui.store.atomic import write_atomically
from tests.store.full_disk import no_file_longer_than
from tests.store.ordinary import open_folder, ordinary_user


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_and_its_folders_are_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "config.toml"
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (0o600, 0o700, 0o700)


def test_a_file_that_others_could_read_becomes_private(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_atomically(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", 0o600)


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "smtptui.toml"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link = tmp_path / "config.toml"
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert os.listdir(target.parent) == ["smtptui.toml"]


def test_a_link_to_nothing_gets_its_file(tmp_path: Path) -> None:
    link = tmp_path / "config.toml"
    link.symlink_to(tmp_path / "later.toml")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "later.toml").read_bytes() == b"new"


def test_what_was_there_survives_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"old")
    with no_file_longer_than(1000), pytest.raises(WriteError, match="File too large"):
        write_atomically(path, b"x" * 100_000)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["config.toml"]


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="not a regular file"):
        write_atomically(tmp_path, b"x")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    loop = tmp_path / "config.toml"
    loop.symlink_to(loop)
    with pytest.raises(WriteError, match="could not be written"):
        write_atomically(loop, b"x")


def test_a_folder_that_may_not_be_written_is_named() -> None:
    with open_folder() as folder, ordinary_user():
        path = folder / "config.toml"
        path.write_bytes(b"old")
        folder.chmod(0o500)
        with pytest.raises(WriteError) as caught:
            write_atomically(path, b"new")
        folder.chmod(0o700)
        assert path.read_bytes() == b"old"
    assert caught.value.message == f"{path} could not be written: Permission denied"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can edit somebody else's file")
def test_root_leaves_a_file_with_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"old")
    os.chown(path, 1234, 1235)
    write_atomically(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (1234, 1235, 0o600)
