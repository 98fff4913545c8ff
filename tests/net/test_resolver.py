"""Host names to addresses, and lookups that never end."""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from smtptui.model.profile import AddressFamily
from smtptui.net import resolver
from smtptui.net.resolver import resolve

Answers = dict[int, list[str] | OSError | threading.Event]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answers], list[bytes]]:
    """Replaces the system's resolver, of which no test may depend; gives the names that it is asked."""

    def install(answers: Answers) -> list[bytes]:
        asked: list[bytes] = []

        def getaddrinfo(name: bytes, port: None, family: int, **_: Any) -> list[Any]:
            asked.append(name)
            answer = answers[family]
            if isinstance(answer, threading.Event):
                answer.wait(5)
                return []
            if isinstance(answer, OSError):
                raise answer
            return [(family, socket.SOCK_STREAM, 6, "", (address, 0)) for address in answer]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return asked

    return install


NOT_FOUND = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
TRY_AGAIN = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


@pytest.mark.parametrize("literal", ["127.0.0.1", "::1", "2001:db8::1", "fe80::1%lo"])
async def test_an_address_is_not_looked_up(literal: str, answering: Callable[[Answers], list[bytes]]) -> None:
    asked = answering({})
    assert (await resolve(literal, AddressFamily.ANY)).addresses == (literal,)
    assert asked == []


@pytest.mark.parametrize(("literal", "family"), [("127.0.0.1", AddressFamily.IPV6), ("::1", AddressFamily.IPV4)])
async def test_an_address_of_the_other_family_is_refused(literal: str, family: AddressFamily) -> None:
    with pytest.raises(socket.gaierror, match="address_family"):
        await resolve(literal, family)


async def test_the_hosts_file_counts() -> None:
    assert "127.0.0.1" in (await resolve("localhost", AddressFamily.IPV4)).addresses


async def test_the_families_take_turns_beginning_with_ipv6(answering: Callable[[Answers], list[bytes]]) -> None:
    answering({socket.AF_INET6: ["2001:db8::1", "2001:db8::2", "2001:db8::1"], socket.AF_INET: ["192.0.2.1"]})
    found = await resolve("mail.example", AddressFamily.ANY)
    assert found.addresses == ("2001:db8::1", "192.0.2.1", "2001:db8::2")
    assert found.detail == "3 addresses: 2 IPv6, 1 IPv4"


async def test_only_the_wanted_family_is_asked(answering: Callable[[Answers], list[bytes]]) -> None:
    asked = answering({socket.AF_INET: ["192.0.2.1"]})
    found = await resolve("mail.example", AddressFamily.IPV4)
    assert (found.addresses, found.detail, asked) == (("192.0.2.1",), "1 address: 1 IPv4", [b"mail.example"])


async def test_one_family_is_enough(answering: Callable[[Answers], list[bytes]]) -> None:
    answering({socket.AF_INET6: NOT_FOUND, socket.AF_INET: ["192.0.2.1"]})
    assert (await resolve("mail.example", AddressFamily.ANY)).addresses == ("192.0.2.1",)


async def test_a_family_that_is_never_answered_is_not_waited_for(
    answering: Callable[[Answers], list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolver, "GRACE_S", 0.02)
    never = threading.Event()
    answering({socket.AF_INET6: never, socket.AF_INET: ["192.0.2.1"]})
    found = await resolve("mail.example", AddressFamily.ANY)
    never.set()
    assert found.addresses == ("192.0.2.1",)
    assert found.detail == "1 address: 1 IPv4; no answer about IPv6"


@pytest.mark.parametrize(
    ("ipv6", "ipv4", "number"),
    [
        (NOT_FOUND, NOT_FOUND, socket.EAI_NONAME),
        (NOT_FOUND, TRY_AGAIN, socket.EAI_AGAIN),
        (TRY_AGAIN, NOT_FOUND, socket.EAI_AGAIN),
    ],
)
async def test_a_resolver_that_could_not_answer_leaves_the_question_open(
    ipv6: OSError, ipv4: OSError, number: int, answering: Callable[[Answers], list[bytes]]
) -> None:
    answering({socket.AF_INET6: ipv6, socket.AF_INET: ipv4})
    with pytest.raises(socket.gaierror) as raised:
        await resolve("mail.example", AddressFamily.ANY)
    assert raised.value.errno == number


@pytest.mark.parametrize(
    ("host", "asked"), [("bücher.example", b"xn--bcher-kva.example"), ("Mail.Example", b"Mail.Example")]
)
async def test_a_name_is_asked_for_as_dns_knows_it(
    host: str, asked: bytes, answering: Callable[[Answers], list[bytes]]
) -> None:
    names = answering({socket.AF_INET6: NOT_FOUND, socket.AF_INET: ["192.0.2.1"]})
    await resolve(host, AddressFamily.ANY)
    assert set(names) == {asked}


@pytest.mark.parametrize("host", ["a..b", ".", "x" * 64 + ".example", "☃.example", "ü" * 70 + ".example", "ü..example"])
async def test_a_name_that_dns_cannot_hold_is_no_host(host: str) -> None:
    with pytest.raises(socket.gaierror):
        await resolve(host, AddressFamily.ANY)


_NEVER_ENDING = r"""
import asyncio, os, socket, sys, threading

def never(*_, **__):
    os.write(1, b"asked\n")  # at once: two threads ask
    threading.Event().wait()

socket.getaddrinfo = never
from smtptui.core.probe import probe
from smtptui.model.endpoint import Endpoint
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security

async def main():
    settings = Settings("t", "custom", Endpoint("mail.example", 587, Security.STARTTLS))
    async for event in probe(settings, None, timeout_s=float(sys.argv[1])):
        last = event
    print(last.failure.cause, flush=True)

asyncio.run(main())
"""


@contextmanager
def _process(timeout_s: float) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, "-c", _NEVER_ENDING, str(timeout_s)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_ctrl_c_ends_a_lookup_that_does_not() -> None:
    with _process(600) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "asked\n"
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, complaints = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGINT
    assert complaints.rstrip().endswith("KeyboardInterrupt")
    assert time.monotonic() - began < 10


def test_a_lookup_that_does_not_end_keeps_no_process() -> None:
    with _process(0.2) as process:
        output, complaints = process.communicate(timeout=30)
    assert (process.returncode, output.split()[-1], complaints) == (0, "dns_temporary_failure", "")
