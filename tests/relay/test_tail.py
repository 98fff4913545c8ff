"""A log that grows, is renamed, cut and missing."""

from pathlib import Path

import pytest

from smtptui.relay.tail import Tail


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of a thousand lines."""
    path = tmp_path / "log"
    path.write_bytes(b"".join(b"line %d %s\n" % (number, b"x" * 200) for number in range(1000)))
    return path


def _numbers(lines: list[bytes]) -> list[int]:
    return [int(line.split()[1]) for line in lines]


def _all(tail: Tail) -> list[bytes]:
    found: list[bytes] = []
    while lines := tail.read():
        found += lines
    return found


@pytest.mark.parametrize("last", [0, 1, 5, 700, 1000, 5000])
def test_it_begins_with_the_last_lines(last: int, log: Path) -> None:
    with Tail(log, last) as tail:
        assert _numbers(_all(tail)) == list(range(max(0, 1000 - last), 1000))


def test_what_is_written_later_comes_in_whole_lines(log: Path) -> None:
    with Tail(log, 0) as tail, log.open("ab", buffering=0) as writer:
        assert tail.read() == []
        writer.write(b"half a")
        assert tail.read() == []
        writer.write(b" line\nanother\nand")
        assert tail.read() == [b"half a line", b"another"]


def test_a_renamed_log_is_read_to_its_end_and_then_the_new_one(log: Path) -> None:
    with Tail(log, 0) as tail:
        with log.open("ab", buffering=0) as writer:
            log.rename(log.with_suffix(".1"))
            assert tail.read() == []
            writer.write(b"to the old one\n")
            assert tail.read() == [b"to the old one"]
        log.write_bytes(b"to the new one\n")
        assert tail.read() == [b"to the new one"]


def test_a_log_that_was_emptied_is_read_from_its_start(log: Path) -> None:
    with Tail(log, 0) as tail:
        log.write_bytes(b"anew\n")
        assert tail.read() == [b"anew"]


def test_a_line_without_an_end_takes_little_memory(log: Path) -> None:
    log.write_bytes(b"x" * 5_000_000 + b"\nafter it\n")
    with Tail(log, 5) as tail:
        first, *others = _all(tail)
    assert len(first) < 200_000
    assert others == [b"after it"]


def test_a_log_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Tail(tmp_path / "nowhere", 5)
