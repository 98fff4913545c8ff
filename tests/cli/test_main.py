"""The command line's door: usage, global options, errors, exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smtptui import __version__
from smtptui.cli.main import command_names, run


def _smtptui(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    home = {"HOME": str(cwd), "XDG_CONFIG_HOME": str(cwd / "config"), "XDG_STATE_HOME": str(cwd / "state")}
    return subprocess.run(
        [sys.executable, "-m", "smtptui", *words],
        cwd=cwd,
        env={**os.environ, **home, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_a_command_and_without_a_terminal_it_says_how_to_use_it(tmp_path: Path) -> None:
    done = _smtptui(cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("usage: smtptui")


def test_the_version_is_data(tmp_path: Path) -> None:
    done = _smtptui("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"smtptui {__version__}\n")


@pytest.mark.parametrize("name", command_names())
def test_every_command_explains_itself(name: str, tmp_path: Path) -> None:
    done = _smtptui(name, "-h", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: smtptui {name}")
    assert done.stderr == ""


def test_help_lists_every_command(tmp_path: Path) -> None:
    done = _smtptui("-h", cwd=tmp_path)
    assert [name for name in command_names() if f"\n    {name}" not in done.stdout] == []


@pytest.mark.parametrize(
    "words",
    [
        ("prob",),
        ("probe", "--until", "lunch"),
        ("probe", "--timeout", "0"),
        ("send", "--count", "0"),
        ("--x",),
        ("relay",),
    ],
)
def test_wrong_words_are_refused_in_two_lines(words: tuple[str, ...], tmp_path: Path) -> None:
    done = _smtptui(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 2


def test_control_characters_of_the_command_line_do_not_reach_the_terminal(tmp_path: Path) -> None:
    done = _smtptui("probe", "--timeout", "\x1b[31m", cwd=tmp_path)
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("before", [True, False])
def test_the_configuration_may_be_named_before_or_after_the_command(before: bool, tmp_path: Path) -> None:
    named = ("--config", str(tmp_path / "mine.toml"))
    (tmp_path / "mine.toml").write_text('[profiles.mine]\nprovider = "custom"\nhost = "localhost"\n')
    words = (*named, "profiles", "--json") if before else ("profiles", "--json", *named)
    done = _smtptui(*words, cwd=tmp_path)
    assert done.returncode == 0
    assert "mine" in done.stdout


def test_a_configuration_that_is_no_toml_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("active = \n")
    done = _smtptui("probe", "--config", str(tmp_path / "bad.toml"), cwd=tmp_path)
    assert done.returncode == 3
    assert "bad.toml" in done.stderr
    assert "line 1" in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_a_defect_is_confessed_without_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def explode(*_: object) -> None:
        raise ValueError("hunter2")

    monkeypatch.setattr("smtptui.cli.main._dispatch", explode)
    assert run(["profiles"]) == 70
    shown = capsys.readouterr()
    assert "hunter2" not in shown.out + shown.err
    assert "ValueError" in shown.err


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "smtptui", "providers"],
        stdout=writer,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(tmp_path)},
        text=True,
        timeout=60,
        check=False,
    )
    os.close(writer)
    assert done.stderr == ""
