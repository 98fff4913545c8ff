"""Somebody else's file is read so that it can be written back, or refused with its line."""

import os
from pathlib import Path

import pytest

from smtptui.errors import WriteError
from smtptui.store.text_file import LATIN1, UTF8_WITH_MARK, TextFile, read_text_file
from tests.store.ordinary import open_folder, ordinary_user


@pytest.mark.parametrize("octets", [b"", b"a\r\nb", b"\xef\xbb\xbfa", b"caf\xe9\r\n", "caf\u00e9\x85".encode()])
def test_its_octets_come_back(tmp_path: Path, octets: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(octets)
    read = read_text_file(path)
    assert read is not None
    assert read.text.encode(read.encoding) == octets


def test_its_encoding_is_known_with_the_line_that_showed_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"a\nb\ncaf\xe9\n")
    assert read_text_file(path) == TextFile("a\nb\ncaf\u00e9\n", LATIN1, 3)
    path.write_bytes(b"\xef\xbb\xbfa")
    assert read_text_file(path) == TextFile("a", UTF8_WITH_MARK)


def test_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert read_text_file(tmp_path / "a") is None


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("gone")
    with pytest.raises(WriteError, match="a link to gone, which is not there"):
        read_text_file(tmp_path / "a")


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(WriteError, match="could not be read"):
            read_text_file(path)


def test_a_file_beyond_ten_megabytes_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(10_000_001)
    with pytest.raises(WriteError, match="larger than 10 MB"):
        read_text_file(tmp_path / "a")


def test_a_nul_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("a\nb".encode("utf-16-le"))
    with pytest.raises(WriteError, match="line 1: holds a NUL"):
        read_text_file(tmp_path / "a")


def test_one_that_may_not_be_read_is_refused() -> None:
    with open_folder() as folder, ordinary_user():
        (folder / "a").write_text("a")
        (folder / "a").chmod(0)
        with pytest.raises(WriteError, match="Permission denied"):
            read_text_file(folder / "a")
