"""What the app does to a terminal, octet by octet, and what it leaves behind however it ends."""

import asyncio
import re
import signal
import sqlite3
from pathlib import Path

import pytest

from smtptui.smtp.stage import Stage
from tests.hostile import escapes, escapes_in_good_replies, no_answer_to_the_dot
from tests.hostile._bad_server import BadServer
from tests.peers import answering, serving
from tests.real.one_profile import environment, saved
from tests.real.sending_app import sending_app
from tests.real.window import Window, window
from tests.talk import Talk

QUIT, PROBE, SWITCH, SUSPEND = b"\x11", b"\x12", b"\x14", b"\x1a"
ENTER, ESCAPE = b"\r", b"\x1b"
IN, OUT = b"\x1b[?1049h", b"\x1b[?1049l"
_MODE = re.compile(rb"\x1b\[\?(\d+)([hl])")
_CONTROL = re.compile(rb"\x1b\[[0-9;:]*[mHu]|\x1b\[\?\d+[hl]|\x1b\[[<>]\d*u|\x1b\[\?\d+\$p|\x1b\]22;default\x07")
# What is on in a terminal before anything was said to it: wrapping, and the cursor.
_ON = {b"7": b"h", b"25": b"h"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which the program finds nothing."""
    return tmp_path


def left_as_it_was(seen: Window) -> None:
    """Nothing is drawn outside the alternate screen, and every mode that was set is as it was."""
    before, inside, after = re.split(rb"\x1b\[\?1049[hl]", seen.written, maxsplit=2)
    assert before == b""
    assert _CONTROL.sub(b"", after) == b""
    assert b"Settings" in inside or b"smtptui" in inside
    modes = dict(_MODE.findall(seen.written))
    assert {mode: state for mode, state in modes.items() if state != _ON.get(mode, b"l")} == {}
    assert seen.written.count(b"\x1b[>25u") == seen.written.count(b"\x1b[<u")
    assert seen.modes == seen.modes_before


def test_quitting_leaves_the_terminal_as_it_was(home: Path) -> None:
    with window("-m", "smtptui", "demo", environment=environment(home)) as seen:
        seen.waits_for(b"Settings")
        seen.type(QUIT)
        assert seen.ends() == 0
        left_as_it_was(seen)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_leaves_the_terminal_as_it_was(home: Path, number: signal.Signals) -> None:
    with window("-m", "smtptui", "demo", environment=environment(home)) as seen:
        seen.waits_for(b"Settings")
        seen.signal(number)
        assert seen.ends() == 130
        left_as_it_was(seen)


_CRASHING = """
import sys
from smtptui.__main__ import main
from smtptui.core.workspace.sandbox.sessions import SandboxSessions

def probe(self, settings, typed, terminal):
    raise RuntimeError("a defect")

SandboxSessions.probe = probe
sys.exit(main(["demo"]))
"""


def test_a_crash_leaves_the_terminal_as_it_was_and_says_so_below(home: Path) -> None:
    with window("-c", _CRASHING, environment=environment(home)) as seen:
        seen.waits_for(b"Settings")
        seen.type(PROBE)
        assert seen.ends() == 70
        assert b"This is a defect of smtptui." in seen.written.rpartition(OUT)[2]
        assert seen.modes == seen.modes_before


def test_woken_without_having_slept_it_goes_on_and_ends_as_ever(home: Path) -> None:
    with window("-m", "smtptui", "demo", environment=environment(home)) as seen:
        seen.waits_for(b"Settings")
        seen.settles()
        before = _threads(seen)
        seen.signal(signal.SIGSTOP)
        seen.stops()
        seen.signal(signal.SIGCONT)
        seen.waits_for(b"Settings")
        seen.until(lambda: _threads(seen) <= before, "threads of the terminal were begun a second time")
        seen.type(QUIT)
        assert seen.ends() == 0
        assert seen.modes == seen.modes_before


def _threads(seen: Window) -> int:
    return len(list(Path(f"/proc/{seen.process.pid}/task").iterdir()))


def test_suspended_it_gives_the_terminal_back_and_takes_it_again(home: Path) -> None:
    with window("-m", "smtptui", "demo", environment=environment(home)) as seen:
        seen.waits_for(b"Settings")
        seen.type(SUSPEND)
        seen.stops()
        left_as_it_was(seen)
        seen.signal(signal.SIGCONT)
        seen.waits_for(b"Settings")
        seen.type(QUIT)
        assert seen.ends() == 0
        assert seen.modes == seen.modes_before


def test_it_ends_with_a_terminal_whose_line_breaks_without_a_signal(home: Path) -> None:
    with window("-m", "smtptui", environment=environment(home), signals=False) as seen:
        seen.waits_for(b"Set up a provider")
        seen.settles()
        seen.close()
        assert seen.process.wait(30) == 130


async def test_a_line_that_breaks_in_a_message_leaves_an_unknown_outcome_in_the_history(home: Path) -> None:
    async def script(talk: Talk) -> None:
        await no_answer_to_the_dot.SERVER.script(talk, Stage.DATA)

    def send_and_hang_up() -> int:
        with sending_app(home, peer) as seen:
            seen.close()
            return seen.process.wait(30)

    async with serving(script) as peer:
        saved(home, peer)
        code = await asyncio.to_thread(send_and_hang_up)
        # Its end of the connection was closed, which a script that reads notices.
        await peer.settled()
    assert code == 20
    with sqlite3.connect(next((home / "state").rglob("history.sqlite3"))) as history:
        assert history.execute("SELECT outcome FROM session").fetchall() == [("unknown",)]
    history.close()


async def test_what_was_typed_before_the_line_broke_comes_back(home: Path) -> None:
    async with serving(answering()) as peer:
        saved(home, peer)
    with window("-m", "smtptui", environment=environment(home)) as seen:
        seen.waits_for(b"Settings")
        seen.type(b"\t" + "Ж".encode())
        seen.waits_for("Ж".encode())
        seen.close()
        assert seen.process.wait(30) == 130
    with window("-m", "smtptui", environment=environment(home)) as seen:
        seen.waits_for("Ж".encode())


@pytest.mark.parametrize("server", [escapes.SERVER, escapes_in_good_replies.SERVER])
async def test_no_octet_of_a_server_commands_the_terminal(home: Path, server: BadServer) -> None:
    async def script(talk: Talk) -> None:
        await server.script(talk, Stage.EHLO if server is escapes.SERVER else Stage.QUIT)

    def probe() -> bytes:
        with window("-m", "smtptui", environment=environment(home), columns=200, lines=60) as seen:
            seen.waits_for(b"Settings")
            seen.type(PROBE)
            seen.waits_for("␛".encode())
            seen.type(QUIT)
            assert seen.ends() == 0
            return seen.written

    async with serving(script) as peer:
        saved(home, peer)
        drawn = _CONTROL.sub(b"", await asyncio.to_thread(probe)).decode()
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]", drawn) == []


def test_a_simple_terminal_is_asked_nothing(home: Path) -> None:
    with window("-m", "smtptui", "demo", environment=environment(home, TERM="linux")) as seen:
        seen.waits_for(b"Settings")
        seen.type(QUIT)
        assert seen.ends() == 0
        assert re.findall(rb"\x1b\[[<>?][\d$]*[pu]", seen.written) == []
        assert b"\x1b]" not in seen.written


def test_in_a_locale_without_utf_8_all_that_is_written_is_ascii(home: Path) -> None:
    with window("-m", "smtptui", "demo", environment=environment(home, LC_ALL="C")) as seen:
        seen.waits_for(b"Settings")
        seen.type(PROBE)
        seen.waits_for(b"ready")
        seen.type(SWITCH)
        seen.waits_for(b"switch to")
        seen.type(ESCAPE)
        seen.type(QUIT)
        assert seen.ends() == 0
        assert seen.written.isascii()


@pytest.mark.parametrize("words", [(), ("demo",)])
def test_a_terminal_that_cannot_move_its_cursor_is_told_of_the_command_line(home: Path, words: tuple[str, ...]) -> None:
    with window("-m", "smtptui", *words, environment=environment(home, TERM="dumb")) as seen:
        assert seen.ends() == 2
        first, second, rest = seen.written.decode().split("\r\n")
        assert "TERM" in first
        assert "smtptui probe" in second
        assert rest == ""
