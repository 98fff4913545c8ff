"""Paths as an operator types them."""

from pathlib import Path

import pytest

from smtptui.core.files import Offer, SeenFile, paths_in, seen_files
from smtptui.errors import MisuseError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with some files."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "report one.pdf").write_bytes(b"x" * 2000)
    (tmp_path / "reports").mkdir()
    (tmp_path / "rest.txt").write_text("rest")
    (tmp_path / ".hidden").write_text("")
    return tmp_path


def test_paths_are_read_as_by_a_shell(home: Path) -> None:
    assert paths_in(r"~/a 'b c' d\ e") == (home / "a", Path("b c"), Path("d e"))
    assert paths_in("") == ()


def test_an_open_quote_is_said_and_stops_nothing(home: Path) -> None:
    with pytest.raises(MisuseError, match="a quote is open"):
        paths_in("'~/a")
    assert seen_files("'~/a").problem == "a quote is open in the paths"


def test_each_file_has_its_size_or_what_is_wrong_with_it(home: Path) -> None:
    assert seen_files(r"~/report\ one.pdf ~/reports ~/none /dev/null").files == (
        SeenFile("report one.pdf", 2000),
        SeenFile("reports", None, "is a folder"),
        SeenFile("none", None, "there is no such file"),
        SeenFile("null", None, "is no file"),
    )


def test_a_name_moves_no_cursor(home: Path) -> None:
    (one,) = seen_files("'\x1b[2J'").files
    assert one.name == "␛[2J"


def test_the_last_path_is_completed_with_what_its_folder_holds(home: Path) -> None:
    assert seen_files("~/rest.txt ~/rep").offers == (
        Offer(r"~/rest.txt ~/report\ one.pdf", "report one.pdf"),
        Offer("~/rest.txt ~/reports/", "reports/"),
    )
    assert seen_files(r"~/report\ o").offers == (Offer(r"~/report\ one.pdf", "report one.pdf"),)


def test_hidden_files_are_offered_only_after_a_dot(home: Path) -> None:
    assert [offer.words for offer in seen_files("~/").offers] == ["report one.pdf", "reports/", "rest.txt"]
    assert [offer.words for offer in seen_files("~/.").offers] == [".hidden"]


@pytest.mark.parametrize("typed", ["", "~/none/", "~/rest.txt", "/nobody-may-read/", "a\0b", "'~/re"])
def test_what_leads_nowhere_offers_nothing(home: Path, typed: str) -> None:
    assert seen_files(typed).offers == ()


def test_what_is_offered_is_read_back_as_the_same_file(home: Path) -> None:
    name = 'it\'s $5 & "more" (1).txt'
    (home / name).write_text("")
    (offer,) = seen_files("~/it").offers
    assert paths_in(offer.text) == (home / name,)
