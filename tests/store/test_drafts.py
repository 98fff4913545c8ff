"""Drafts outlive their app, and no other app's are touched."""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest

from smtptui.model.kept_draft import KeptDraft
from smtptui.store import drafts
from smtptui.store.atomic import write_atomically
from smtptui.store.drafts import DraftFile

DRAFT = KeptDraft("box", {"name": "box", "host": "typed.example"}, {"name": "box", "host": "saved.example"})
OTHER = KeptDraft(None, {"name": "new"}, {})


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration, and a state folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "config.toml"


def _files(config: Path) -> list[Path]:
    return sorted((config.parent / "state" / "smtptui" / "drafts").glob("*"))


def test_what_an_app_left_is_the_next_ones_once(config: Path) -> None:
    first = DraftFile(config)
    first.keep([DRAFT])
    first.close()
    second = DraftFile(config)
    assert second.left() == [DRAFT]
    second.keep([DRAFT, OTHER])
    second.close()
    assert DraftFile(config).left() == [DRAFT, OTHER]


def test_it_is_there_again_when_the_next_app_ends_before_it_kept_it(config: Path) -> None:
    first = DraftFile(config)
    first.keep([DRAFT])
    first.close()
    second = DraftFile(config)
    assert second.left() == [DRAFT]
    second.close()
    assert DraftFile(config).left() == [DRAFT]


def test_a_write_that_nobody_waits_for_any_more_ends_before_the_next(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = DraftFile(config)
    before.keep([DRAFT])
    before.close()
    together, overlapping = Barrier(2), []

    def watched(path: Path, octets: bytes) -> None:
        with suppress(BrokenBarrierError):
            overlapping.append(together.wait(0.5))
        write_atomically(path, octets)

    monkeypatch.setattr(drafts, "write_atomically", watched)
    own = DraftFile(config)
    assert own.left() == [DRAFT]
    with ThreadPoolExecutor() as threads:
        for written in [threads.submit(own.keep, [one]) for one in (DRAFT, OTHER)]:
            written.result()
    assert overlapping == []
    own.close()
    assert DraftFile(config).left() in ([DRAFT], [OTHER])


def test_apps_that_run_keep_their_own(config: Path) -> None:
    first, second = DraftFile(config), DraftFile(config)
    first.keep([DRAFT])
    second.keep([OTHER])
    assert second.left() == []
    assert first.left() == []
    first.close()
    assert second.left() == [DRAFT]


def test_a_killed_app_leaves_its_drafts(config: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from smtptui.store.drafts import DraftFile;"
        "from smtptui.model.kept_draft import KeptDraft;"
        "DraftFile(Path(sys.argv[1])).keep([KeptDraft('box', {'host': 'x'}, {})]); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(config)], check=False)
    assert [draft.typed for draft in DraftFile(config).left()] == [{"host": "x"}]


def test_what_is_saved_leaves_no_file(config: Path) -> None:
    drafts = DraftFile(config)
    drafts.keep([DRAFT])
    drafts.keep([])
    assert [path for path in _files(config) if path.suffix == ".json"] == []


def test_nobody_else_can_read_them(config: Path) -> None:
    DraftFile(config).keep([DRAFT])
    assert {stat.S_IMODE(path.stat().st_mode) for path in _files(config)} == {0o600}
    assert stat.S_IMODE(_files(config)[0].parent.stat().st_mode) == 0o700


def test_drafts_of_another_configuration_stay_where_they_are(config: Path) -> None:
    first = DraftFile(config)
    first.keep([DRAFT])
    first.close()
    other = DraftFile(config.with_name("other.toml"))
    assert other.left() == []
    other.keep([OTHER])
    other.close()
    assert DraftFile(config).left() == [DRAFT]


def test_a_file_that_we_did_not_write_is_left_alone(config: Path) -> None:
    drafts = DraftFile(config)
    drafts.keep([DRAFT])
    strange = _files(config)[0].with_name("strange.json")
    strange.write_text('{"version": 1, "config": 2')
    assert drafts.left() == []
    drafts.keep([])
    assert strange.exists()
