"""Whatever stands at the target is edited rightly or refused, and is never half-written."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from smtptui.core.exporting.changes import changes
from smtptui.core.exporting.export import Export, Rendering, export
from smtptui.core.exporting.places import beside, installed
from smtptui.core.exporting.writing import install, write
from smtptui.core.settings import settings_of
from smtptui.errors import WriteError
from smtptui.formats import load, names
from smtptui.formats._base import CannotHoldError
from smtptui.model.profile import Profile
from smtptui.secret import Secret
from tests.formats.test_php import FILES
from tests.store.full_disk import no_file_longer_than
from tests.store.ordinary import open_folder, ordinary_user

FRED = settings_of(Profile("fred", provider="sendpulse", username="fred@example.com", from_address="fred@example.com"))
JOOMLA = FILES["joomla"]
EDITING = sorted(name for name in names() if load(name).insert is not None and not load(name).companions)


def _over(name: str, path: Path, secret: str = "n3w") -> Export:
    return export(name, FRED, Secret(secret), None, beside(path, load(name)))


def _written(name: str, path: Path) -> bytes:
    for file in _over(name, path).files:
        write(file)
    return path.read_bytes()


def _rendered(name: str) -> str:
    """A file of the format that somebody else has written."""
    return FILES[name] if name in FILES else export(name, FRED, Secret("0ld"), None).files[0].text


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\n// caf\xe9 \x85\n", 1).encode("latin-1"),
    ],
    ids=["byte order mark", "CRLF", "Latin-1"],
)
def test_a_php_file_keeps_its_encoding_and_line_ends(name: str, encode: Callable[[str], bytes], tmp_path: Path) -> None:
    path = tmp_path / "there.php"
    path.write_bytes(encode(FILES[name]))
    once = _written(name, path)
    ours = {line for line in once.split(b"\n") if b"n3w" in line or b"fred" in line or b"example.com" in line}
    assert ours
    foreign = [line for line in encode(FILES[name]).split(b"\n") if b"// caf" in line or b"\xef\xbb\xbf" in line]
    assert all(line in once.split(b"\n") for line in foreign)
    assert (b"\n" in once.replace(b"\r\n", b"")) is (b"\n" in encode(FILES[name]).replace(b"\r\n", b""))
    assert not [file for file in _over(name, path).files if file.is_new]


def test_a_byte_order_mark_is_named(tmp_path: Path) -> None:
    path = tmp_path / "there.php"
    path.write_bytes(b"\xef\xbb\xbf" + JOOMLA.encode())
    assert [said for said in _over("joomla", path).warnings if "byte order mark" in said]
    path.write_bytes(JOOMLA.encode())
    assert not [said for said in _over("joomla", path).warnings if "byte order mark" in said]


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_that_is_edited_keeps_its_mode_and_a_new_one_is_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "configuration.php"
    path.write_text(JOOMLA)
    path.chmod(0o644)
    write(_over("joomla", path).files[0])
    assert _mode(path) == 0o644
    path.unlink()
    write(_over("joomla", path).files[0])
    assert _mode(path) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_group_that_is_not_ours_loses_the_file_with_the_mode() -> None:
    with open_folder() as folder:
        path = folder / "configuration.php"
        path.write_text(JOOMLA)
        os.chown(path, 65534, 12345)
        path.chmod(0o640)
        with ordinary_user():
            write(_over("joomla", path).files[0])
        assert _mode(path) == 0o600


def test_a_latin_1_file_takes_no_other_characters(tmp_path: Path) -> None:
    path = tmp_path / "configuration.php"
    path.write_bytes(JOOMLA.replace("\n", "\n// caf\xe9\n", 1).encode("latin-1"))
    with pytest.raises(CannotHoldError, match="line 2 of the file is not UTF-8, and the secret is not ASCII"):
        _over("joomla", path, "p\xe4ss")


@pytest.mark.parametrize("name", EDITING)
def test_no_format_edits_what_is_no_file_of_ordinary_size(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("gone")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(10_000_001)
    for there, words in (("folder", "Is a directory"), ("link", "which is not there"), ("large", "larger than 10 MB")):
        with pytest.raises(WriteError, match=words):
            _over(name, tmp_path / there)


@pytest.mark.parametrize("name", EDITING)
def test_a_full_disk_leaves_the_file_as_it_was(name: str, tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_text(_rendered(name))
    before = path.read_bytes()
    ready = _over(name, path).files[0]
    with no_file_longer_than(20), pytest.raises(WriteError, match="File too large"):
        write(ready)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["there"]


def test_a_folder_that_may_not_be_written_leaves_the_file_as_it_was() -> None:
    with open_folder() as folder, ordinary_user():
        (folder / "configuration.php").write_text(JOOMLA)
        folder.chmod(0o500)
        ready = _over("joomla", folder / "configuration.php")
        with pytest.raises(WriteError, match="Permission denied"):
            write(ready.files[0])
        folder.chmod(0o700)
        assert os.listdir(folder) == ["configuration.php"]


def test_two_files_of_one_reader_are_installed_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "etc/postfix/main.cf").mkdir(parents=True)
    ready = export("postfix", FRED, Secret("n3w"), None)
    placed = tuple(file._replace(path=_below(tmp_path, file)) for file in ready.files)
    with pytest.raises(WriteError, match="not a regular file"):
        install(ready._replace(files=placed), tmp_path)
    assert os.listdir(tmp_path / "etc/postfix") == ["main.cf"]


def _below(root: Path, file: Rendering) -> Path | None:
    return installed(root)(file.format)


def test_a_refusal_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "configuration.php"
    path.write_text(JOOMLA.replace("public", "pub lic", 1))
    with pytest.raises(CannotHoldError, match=f"{path}: PHP cannot read line"):
        _over("joomla", path)


def test_lines_that_are_a_part_of_a_configuration_are_not_taken_for_the_whole(tmp_path: Path) -> None:
    words = "these lines alone are not all that its reader needs"
    path = tmp_path / "configuration.php"
    assert any(words in warning for warning in _over("joomla", path).warnings)
    # Under another name they are meant to be copied.
    assert not any(words in warning for warning in _over("joomla", tmp_path / "mail.php").warnings)
    path.write_text(JOOMLA)
    assert not any(words in warning for warning in _over("joomla", path).warnings)


def test_a_diff_ends_with_the_last_line(tmp_path: Path) -> None:
    path = tmp_path / "configuration.php"
    diff = _over("joomla", path).diff()
    assert (diff[2], diff[-1]) == ("@@ -0,0 +1,12 @@", "+}")


def test_the_password_of_a_database_is_not_shown_beside_our_lines(tmp_path: Path) -> None:
    path = tmp_path / "configuration.php"
    path.write_text(JOOMLA.replace("{\n", "{\n    public $password = 'of the database';\n", 1))
    exported = _over("joomla", path)
    shown = [*exported.diff(), *(line.text for change in changes(exported) for line in change.whole)]
    assert "public $password = '[secret]';" in "\n".join(shown)
    assert not [line for line in shown if "of the database" in line]
    assert "of the database" in exported.files[0].text
    asked_for = changes(exported, shown=True)
    assert any("of the database" in line.text for change in asked_for for line in change.whole)
