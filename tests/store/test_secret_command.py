"""A program that prints the secret."""

import asyncio
import os
import select
import sys
from pathlib import Path

import pexpect
import pytest

from smtptui.errors import SecretError
from smtptui.secret import Secret
from smtptui.store import secret_command


async def run(command: str) -> Secret:
    return await secret_command.run(command, interactive=False)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ended() -> bool:
    """Whether the process that wrote its number ends: the signal may still be on its way to it."""
    try:
        process = os.pidfd_open(int(Path("pid").read_text()))
    except ProcessLookupError:
        return True
    readable, _, _ = select.select([process], [], [], 20)
    os.close(process)
    return bool(readable)


@pytest.mark.parametrize(
    ("command", "secret"),
    [
        ("printf hunter2", "hunter2"),
        ("echo hunter2", "hunter2"),
        ("printf 'hunter2\\r\\n'", "hunter2"),
        ("echo 'two  words' \"and 'more'\"", "two  words and 'more'"),
        ("echo $HOME | cat", "$HOME | cat"),
        ("sh -c 'echo one | tr o O'", "One"),
        ("sh -c 'cat; echo nothing to read'", "nothing to read"),
        ("sh -c 'head -c 200000 /dev/zero >&2; echo x'", "x"),
    ],
)
async def test_what_it_prints_is_the_secret(command: str, secret: str) -> None:
    assert await run(command) == Secret(secret)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("false", "command false ended with status 1"),
        ("sh -c 'kill -9 $$'", "command sh was ended by signal 9"),
        ("no-such-program -x", "command no-such-program cannot be run: No such file"),
        (".", "cannot be run: Permission denied"),
        ("true", "what command true prints is empty"),
        ("printf 'a\\nb'", "what command printf prints has more than one line"),
        ("printf '\\377'", "what command printf prints is not UTF-8"),
        ("yes", "what command yes prints gives more than 64 KiB"),
        ("echo 'open", "cannot be split into words: No closing quotation"),
        ("''", "command  cannot be run"),
        ("#", "command # cannot be run"),
    ],
)
async def test_a_command_that_gives_no_secret_is_told(command: str, words: str) -> None:
    with pytest.raises(SecretError) as caught:
        await run(command)
    assert words in caught.value.message


async def test_a_command_that_would_ask_finds_no_terminal_and_fails_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GPG_TTY", "/dev/pts/99")
    with pytest.raises(SecretError, match="/dev/tty"):
        await run("sh -c 'read answer </dev/tty'")
    assert await run("sh -c 'echo \"none$GPG_TTY\"'") == Secret("none")


async def test_its_complaint_is_shown_safe_and_short() -> None:
    with pytest.raises(SecretError) as caught:
        await run("sh -c 'printf \"no key\\nfor \\033[31mfred\" >&2; head -c 9999 /dev/zero >&2; exit 3'")
    assert caught.value.message.startswith("command sh ended with status 3: no key / for ␛[31mfred")
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 2100


async def test_a_complaint_never_repeats_what_was_printed() -> None:
    with pytest.raises(SecretError) as caught:
        await run("sh -c 'echo hunter2; echo cannot verify hunter2 >&2; exit 1'")
    assert caught.value.message.endswith("cannot verify [secret]")


async def test_arguments_are_not_repeated() -> None:
    with pytest.raises(SecretError) as caught:
        await run("sh -c 'exit 1' hunter2")
    assert "hunter2" not in caught.value.message + caught.value.advice


async def test_it_is_killed_with_all_it_started_when_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret_command, "TIMEOUT_S", 0.3)
    with pytest.raises(SecretError, match="command sh did not end within 0 s"):
        await run("sh -c 'sleep 300 & echo $! > pid; wait'")
    assert ended()


async def test_it_is_killed_with_all_it_started_when_nobody_waits_any_more() -> None:
    os.mkfifo("started")
    task = asyncio.create_task(run("sh -c 'sleep 300 & echo $! > pid; echo > started; wait'"))
    await asyncio.to_thread(Path("started").read_bytes)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended()


ON_A_TERMINAL = """
import asyncio, sys
from smtptui.errors import SecretError
from smtptui.secret import Secret
from smtptui.store import secret_command

async def main():
    commands = sys.argv[1:]
    try:
        secrets = await asyncio.gather(*(secret_command.run(one, interactive=True) for one in commands))
    except SecretError as error:
        print("error:", error.message)
    else:
        print("got", *(secret.reveal()[::-1] for secret in secrets))
    print("name?", input())

asyncio.run(main())
"""
ASK = "sh -c 'stty -echo; printf {0}? > /dev/tty; read answer < /dev/tty; stty echo; echo $answer'"


def on_a_terminal(*commands: str) -> "pexpect.spawn[str]":
    return pexpect.spawn(sys.executable, ["-c", ON_A_TERMINAL, *commands], encoding="utf-8", timeout=60)


def test_on_a_terminal_it_may_ask_and_gives_the_terminal_back() -> None:
    child = on_a_terminal(ASK.format("password"))
    child.expect_exact("password?")
    child.sendline("hunter2")
    child.expect_exact("got 2retnuh")
    assert "hunter2" not in child.before
    child.sendline("fred")
    child.expect_exact("name? fred")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_two_that_ask_take_turns() -> None:
    child = on_a_terminal(ASK.format("first"), ASK.format("second"))
    for _ in range(2):
        asked = child.expect_exact(["first?", "second?"])
        child.sendline(("hunter", "fisher")[asked])
    child.expect_exact("got retnuh rehsif")
    child.close()


def test_an_interrupt_ends_the_asker_and_leaves_the_echo_on() -> None:
    child = on_a_terminal(ASK.format("password"))
    child.expect_exact("password?")
    child.sendintr()
    child.expect_exact("error: command sh was ended by signal 2")
    child.sendline("fred")
    # Once as the terminal's echo, once as the program's answer.
    child.expect_exact("fred\r\n")
    child.expect_exact("name? fred")
    child.close()


ASKING = """
import asyncio
from smtptui.errors import SecretError
from smtptui.store.terminal import ask
try:
    print("got", asyncio.run(ask("Passphrase: ")).reveal()[::-1])
except KeyboardInterrupt:
    print("stopped", input("name? "))
except SecretError as error:
    print(error.message)
"""


@pytest.mark.parametrize(("typed", "answer"), [("hünter2\n", "got 2retnüh"), ("\n", "what was typed is empty")])
def test_a_passphrase_is_asked_for_without_echo(typed: str, answer: str) -> None:
    child = pexpect.spawn(sys.executable, ["-c", ASKING], encoding="utf-8", timeout=60)
    child.expect_exact("Passphrase: ")
    child.send(typed)
    child.expect_exact(answer)
    assert "hünter2" not in child.before
    child.close()


def test_an_interrupt_at_the_passphrase_ends_at_once_and_leaves_the_echo_on() -> None:
    child = pexpect.spawn(sys.executable, ["-c", ASKING], encoding="utf-8", timeout=60)
    child.expect_exact("Passphrase: ")
    child.sendintr()
    child.expect_exact("name? ")
    child.sendline("fred")
    # Once as the terminal's echo, once as the program's answer.
    child.expect_exact("fred\r\n")
    child.expect_exact("stopped fred")
    child.close()


async def test_without_a_terminal_nobody_is_asked() -> None:
    program = "import os, asyncio; os.setsid(); from smtptui.store.terminal import ask; asyncio.run(ask('x'))"
    asked = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stderr=asyncio.subprocess.PIPE)
    _, complaint = await asked.communicate()
    assert b"SecretError: there is no terminal to ask on" in complaint
