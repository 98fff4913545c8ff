"""MX records, asked of a DNS server of our own."""

import asyncio
import struct
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

from smtptui.net.mx import MxError, hosts_in, mx_hosts, system_servers


class Server(asyncio.DatagramProtocol):
    """Answers every question with `answers`, each made from the question."""

    def __init__(self, *answers: Callable[[bytes], bytes]) -> None:
        self._answers = answers

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        for answer in self._answers:
            self._transport.sendto(answer(data), addr)


@asynccontextmanager
async def serving(*answers: Callable[[bytes], bytes]) -> AsyncGenerator[list[tuple[str, int]], None]:
    """A DNS server on a port of this machine."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: Server(*answers), local_addr=("127.0.0.1", 0))
    try:
        yield [transport.get_extra_info("sockname")[:2]]
    finally:
        transport.close()


@asynccontextmanager
async def serving_in_full(
    *, cut: bytes, whole: Callable[[bytes], bytes]
) -> AsyncGenerator[list[tuple[str, int]], None]:
    """Over UDP it answers `cut` behind a header that says so; over TCP, on the same port, what `whole` makes of it."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        (octets,) = struct.unpack("!H", await reader.readexactly(2))
        writer.write(whole(await reader.readexactly(octets)))
        writer.close()

    tcp = await asyncio.start_server(talk, "127.0.0.1", 0)
    address = tcp.sockets[0].getsockname()[:2]
    loop = asyncio.get_running_loop()
    udp, _ = await loop.create_datagram_endpoint(
        lambda: Server(lambda question: truncated(question, cut)), local_addr=address
    )
    try:
        yield [address]
    finally:
        udp.close()
        tcp.close()
        await tcp.wait_closed()


def truncated(question: bytes, rest: bytes) -> bytes:
    """RFC 1035 section 4.1.1: TC says that the message was cut."""
    return question[:2] + struct.pack("!5H", 0x8380, 1, 9, 0, 0) + question[12:] + rest


def sized(message: bytes) -> bytes:
    """As it goes over TCP."""
    return struct.pack("!H", len(message)) + message


def record(preference: int, host: bytes, kind: int = 15) -> bytes:
    """A record whose name points to the question's."""
    value = struct.pack("!H", preference) + host
    return b"\xc0\x0c" + struct.pack("!2HIH", kind, 1, 60, len(value)) + value


def answer(question: bytes, *records: bytes, code: int = 0) -> bytes:
    """An answer to a question."""
    return question[:2] + struct.pack("!5H", 0x8180 | code, 1, len(records), 0, 0) + question[12:] + b"".join(records)


# "mx" and a pointer to "example.org" in the question; a host of its own.
NEAR, FAR = b"\x02mx\xc0\x0c", b"\x05ASPMX\x01L\x06google\x03com\x00"


async def test_hosts_come_in_their_order_of_preference() -> None:
    async with serving(lambda question: answer(question, record(20, NEAR), record(10, FAR))) as servers:
        assert await mx_hosts("example.org", servers) == ("aspmx.l.google.com", "mx.example.org")


async def test_another_record_between_is_passed_over() -> None:
    async with serving(lambda question: answer(question, record(1, FAR, kind=5), record(10, NEAR))) as servers:
        assert await mx_hosts("example.org", servers) == ("mx.example.org",)


async def test_a_domain_that_takes_no_mail_has_no_host() -> None:
    async with serving(lambda question: answer(question, record(0, b"\0"))) as servers:
        assert await mx_hosts("example.org", servers) == ()


async def test_a_name_that_does_not_exist_is_said() -> None:
    async with serving(lambda question: answer(question, code=3)) as servers:
        with pytest.raises(MxError, match="there is no such domain"):
            await mx_hosts("example.org", servers)


async def test_an_answer_to_another_question_is_not_believed() -> None:
    def forged(question: bytes) -> bytes:
        return bytes([question[0] ^ 1]) + answer(question, record(1, FAR))[1:]

    async with serving(forged, lambda question: answer(question, record(1, NEAR))) as servers:
        assert await mx_hosts("example.org", servers) == ("mx.example.org",)


MANY = tuple(b"\x05mx%03d\xc0\x0c" % number for number in range(60))


async def test_an_answer_that_was_cut_short_is_asked_for_again_over_tcp() -> None:
    def whole(question: bytes) -> bytes:
        return sized(answer(question, *(record(number, host) for number, host in enumerate(MANY))))

    async with serving_in_full(cut=record(0, NEAR), whole=whole) as servers:
        hosts = await mx_hosts("example.org", servers)
    assert (len(hosts), hosts[0], hosts[-1]) == (60, "mx000.example.org", "mx059.example.org")


@pytest.mark.parametrize(
    ("whole", "complaint"),
    [
        (lambda question: b"", "broke off"),
        (lambda question: sized(answer(question, record(1, NEAR)))[:-1], "broke off"),
        (lambda question: sized(answer(b"xx" + question[2:], record(1, NEAR))), "another question"),
        (lambda question: sized(b""), "another question"),
    ],
)
async def test_over_tcp_too_only_a_whole_answer_to_the_question_is_believed(
    whole: Callable[[bytes], bytes], complaint: str
) -> None:
    async with serving_in_full(cut=b"", whole=whole) as servers:
        with pytest.raises(MxError, match=complaint):
            await mx_hosts("example.org", servers)


async def test_a_server_that_is_not_there_is_named() -> None:
    async with serving() as servers:
        pass
    with pytest.raises(MxError, match=r"127\.0\.0\.1"):
        await mx_hosts("example.org", servers)


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        struct.pack("!6H", 1, 0x8180, 1, 9, 0, 0) + b"\xc0\x0c" * 3,
        struct.pack("!6H", 1, 0x8180, 1, 1, 0, 0) + b"\xc0\x0c",
        struct.pack("!6H", 1, 0x8180, 1, 1, 0, 0) + b"\x3f" + b"a" * 9,
    ],
)
def test_an_answer_that_is_broken_ends_in_words(octets: bytes) -> None:
    with pytest.raises(MxError, match="cannot be read"):
        hosts_in(octets, 12)


def test_this_machines_servers_come_from_resolv_conf(tmp_path: Path) -> None:
    path = tmp_path / "resolv.conf"
    path.write_text("# x\nsearch example.org\nnameserver 192.0.2.1\nnameserver 2001:db8::1\nnameserver 192.0.2.3\n")
    assert system_servers(path) == [("192.0.2.1", 53), ("2001:db8::1", 53)]
    assert system_servers(tmp_path / "none") == []
