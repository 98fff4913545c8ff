"""`smtptui sandbox` as an operator runs it: a process of its own."""

import signal
import smtplib
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-m", "smtptui", "sandbox")


@contextmanager
def _running(*arguments: str) -> Iterator[tuple["subprocess.Popen[str]", dict[str, str]]]:
    """The process and what it says about itself before the first message."""
    with subprocess.Popen([*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process, _introduction(process)
        finally:
            # Not killed: it has a folder to remove.
            process.terminate()


def _introduction(process: "subprocess.Popen[str]") -> dict[str, str]:
    said: dict[str, str] = {}
    while "CA file" not in said:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.stderr and process.stderr.read()
        said.setdefault(line[:10].strip(), line[10:].rstrip())
    return said


def _send(said: dict[str, str], subject: str) -> None:
    host, port = said["endpoint"].split()[0].split(":")
    with smtplib.SMTP(host, int(port), "client.example", timeout=30) as client:
        client.starttls(context=ssl.create_default_context(cafile=said["CA file"]))
        client.login(said["user"], said["secret"])
        client.sendmail("a@b.example", ["c@d.example"], f"Subject: {subject}\r\n\r\nhello".encode())


def test_each_message_that_arrives_is_one_safe_line_on_standard_output() -> None:
    with _running() as (process, said):
        _send(said, "first \x1b[2J\u202e")
        assert process.stdout is not None
        line = process.stdout.readline()
    assert line == "a@b.example -> c@d.example  33 octets  first ␛[2J\\u202e\n"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_it_cleanly(number: signal.Signals, code: int) -> None:
    with _running("--scenario", "server-not-responding") as (process, said):
        host, port = said["endpoint"].split()[0].split(":")
        with socket.create_connection((host, int(port)), timeout=30):
            process.send_signal(number)
            assert process.wait(5) == code
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
        assert not Path(said["CA file"]).parent.exists()


def test_a_taken_port_is_answered_in_two_lines() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = subprocess.run([*PROGRAM, "--port", port], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"port {port} of 127.0.0.1 cannot be used: Address already in use" in ended.stderr
    assert len(ended.stderr.splitlines()) == 2


@pytest.mark.parametrize("arguments", [("--scenario", "nothing-like-it"), ("--port", "65536"), ("--port", "²")])
def test_words_that_cannot_be_are_refused(arguments: tuple[str, str]) -> None:
    ended = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 2


def test_the_list_names_every_scenario_without_loading_a_server() -> None:
    script = (
        "import sys\nfrom smtptui.cli.main import run\nrun(['sandbox', '--list'])\n"
        "print(sorted({'aiosmtpd', 'trustme', 'cryptography', 'textual', 'keyring'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    *lines, loaded = ended.stdout.splitlines()
    assert loaded == "[]"
    assert lines[0].split() == ["good", "everything", "works"]
    assert "app-password-required" in [line.split()[0] for line in lines]
