"""`smtptui diagnose` as a user runs it."""

import io
import json
import string
import subprocess
import sys

import pytest

from smtptui.cli.main import run
from smtptui.diagnosis import tally

REPLY = "535-5.7.8 Username and Password not accepted.\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials\n"


def diagnose(given: str | bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    octets = given.encode() if isinstance(given, str) else given
    command = [sys.executable, "-m", "smtptui", "diagnose", *arguments]
    return subprocess.run(command, input=octets, capture_output=True, check=False)


def test_a_pasted_reply_is_explained_in_words() -> None:
    done = diagnose(REPLY)
    words = done.stdout.decode()
    assert done.returncode == 0
    assert "Google refused the password" in words
    assert "app password" in words
    assert done.stderr == b""


def test_json_is_one_line_a_distinct_reply() -> None:
    lines = diagnose(REPLY * 3 + "550 5.1.1 User unknown\n", "--json").stdout.splitlines()
    first, second = map(json.loads, lines)
    assert (first["cause"], first["count"]) == ("bad_credentials", 3)
    assert (second["cause"], second["count"], second["text"]) == ("mailbox_unavailable", 1, "550 5.1.1 User unknown")


def test_jsonl_answers_each_line() -> None:
    done = diagnose('{"id": 1, "code": 535, "stage": "auth"}\nnot json\n{"id": 2}\n', "--jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, None, 2]


def test_the_provider_and_stage_are_taken_from_the_command_line() -> None:
    done = diagnose("553 Relaying disallowed\n", "--provider", "zoho", "--stage", "data", "--json")
    assert json.loads(done.stdout)["cause"] == "from_not_owned"


def test_control_characters_do_not_reach_the_terminal() -> None:
    done = diagnose("550 5.1.1 User unknown \x1b[31m\x07 \u202e\n")
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout


def test_nothing_to_read_is_said_and_is_no_error() -> None:
    done = diagnose("")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"nothing to read" in done.stderr


def test_octets_of_any_kind_end_well() -> None:
    assert diagnose(bytes(range(256)) * 1000, "--json").returncode == 0


def test_replies_beyond_the_distinct_ones_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tally, "MAXIMUM_DISTINCT", 20)
    log = "".join(f"550 5.1.1 {letter}\n" for letter in string.ascii_lowercase[:23])
    said = {}
    for words in (["--json"], []):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(log.encode())))
        assert run(["diagnose", *words]) == 0
        said[bool(words)] = capsys.readouterr().out.splitlines()[-1]
    assert json.loads(said[True]) == {"others": 3}
    assert "and 3 more" in said[False]
