"""What was exported last is known to the next app, and to nobody else."""

import stat
from pathlib import Path

import pytest

from smtptui.model.last_export import LastExport
from smtptui.store.last_exports import last_exports, remember_export


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "smtptui" / "exports.json"


def test_the_last_one_comes_first_and_each_once(state: Path) -> None:
    joomla, moodle = LastExport("joomla", "3", "/srv/configuration.php"), LastExport("moodle")
    for used in (LastExport("joomla"), moodle, joomla):
        remember_export(used)
    assert last_exports() == [joomla, moodle]
    assert stat.S_IMODE(state.stat().st_mode) == 0o600


def test_only_so_many_are_kept() -> None:
    for number in range(30):
        remember_export(LastExport(str(number)))
    assert [one.key for one in last_exports()] == [str(number) for number in range(29, 9, -1)]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "last_first": []}', '{"version": 1, "last_first": [{}]}']
)
def test_a_file_that_we_did_not_write_is_none(state: Path, text: str) -> None:
    state.parent.mkdir(parents=True)
    state.write_text(text)
    assert last_exports() == []
    remember_export(LastExport("joomla"))
    assert last_exports() == [LastExport("joomla")]
