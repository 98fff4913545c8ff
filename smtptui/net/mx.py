"""Which servers take the mail for a domain: its MX records (RFC 5321 section 5.1), asked of this machine's resolver.

The system's own library looks up addresses alone, so this speaks DNS itself: one question over UDP, RFC 1035; and the
same again over TCP where the answer was cut short.
"""

import asyncio
import secrets
import struct
from collections.abc import Sequence
from pathlib import Path

_RESOLV_CONF = Path("/etc/resolv.conf")
_PORT = 53
_TIMEOUT_S = 3.0
_MX, _INTERNET = 15, 1
_RECURSION_DESIRED = 0x0100
# In the third octet of an answer.
_TRUNCATED = 0x02
_NO_SUCH_NAME = 3
_HEADER_OCTETS = 12
_LONGEST_ANSWER = 200


class MxError(Exception):
    """There is no answer; the message says why."""


async def mx_hosts(domain: str, servers: Sequence[tuple[str, int]] | None = None) -> tuple[str, ...]:
    """The hosts in their order of preference, lower case, without the final dot; empty where there are none.

    `domain` is in ASCII. `servers` are this machine's unless given. Raises MxError.
    """
    problem = "this machine names no DNS server"
    for address, port in servers if servers is not None else system_servers():
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                return await _ask(domain, address, port)
        except TimeoutError:
            problem = f"the DNS server {address} did not answer"
        except OSError as error:
            problem = f"the DNS server {address} cannot be reached: {error.strerror}"
    raise MxError(problem)


def system_servers(path: Path = _RESOLV_CONF) -> list[tuple[str, int]]:
    """The first two name servers of resolv.conf(5)."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    words = [line.split() for line in lines]
    return [(word[1], _PORT) for word in words if len(word) > 1 and word[0] == "nameserver"][:2]


class _Question(asyncio.DatagramProtocol):
    """Waits for the answer to one question; anything else that comes is passed over."""

    def __init__(self, message: bytes) -> None:
        self.answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._message = message

    def datagram_received(self, data: bytes, addr: object) -> None:
        if _answers(data, self._message) and not self.answer.done():
            self.answer.set_result(data)

    def error_received(self, exc: Exception) -> None:
        if not self.answer.done():
            self.answer.set_exception(exc)


def _answers(answer: bytes, message: bytes) -> bool:
    """Whether it has the number and the question of `message`."""
    return answer[:2] == message[:2] and _question_in(answer[: len(message)]) == _question_in(message)


def _question_in(message: bytes) -> bytes:
    return message[_HEADER_OCTETS:].lower()


async def _ask(domain: str, address: str, port: int) -> tuple[str, ...]:
    # RFC 5452 section 4: an answer is believed for its number, its source port and its question, none to be guessed.
    header = struct.pack("!6H", secrets.randbelow(1 << 16), _RECURSION_DESIRED, 1, 0, 0, 0)
    message = header + _question(domain)
    answer = await _answer_by_udp(message, address, port)
    if answer[2] & _TRUNCATED:
        # RFC 7766 section 5: ask again over TCP, which has room for all of it.
        answer = await _answer_by_tcp(message, address, port)
    return hosts_in(answer, len(message))


async def _answer_by_udp(message: bytes, address: str, port: int) -> bytes:
    transport, protocol = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: _Question(message), remote_addr=(address, port)
    )
    try:
        transport.sendto(message)
        return await protocol.answer
    finally:
        transport.close()


async def _answer_by_tcp(message: bytes, address: str, port: int) -> bytes:
    """RFC 1035 section 4.2.2: over TCP two octets of length stand before every message."""
    reader, writer = await asyncio.open_connection(address, port)
    try:
        writer.write(struct.pack("!H", len(message)) + message)
        (octets,) = struct.unpack("!H", await reader.readexactly(2))
        answer = await reader.readexactly(octets)
    except asyncio.IncompleteReadError:
        raise MxError("the DNS server broke off its answer") from None
    finally:
        writer.close()
    if not _answers(answer, message):
        raise MxError("the DNS server answered another question")
    return answer


def _question(domain: str) -> bytes:
    labels = [label.encode("ascii", "replace")[:63] for label in domain.rstrip(".").split(".") if label]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0" + struct.pack("!2H", _MX, _INTERNET)


def hosts_in(answer: bytes, start: int) -> tuple[str, ...]:
    """The hosts in an answer whose records begin at `start`. Raises MxError where it holds none and says why."""
    try:
        code, count = answer[3] & 0x0F, struct.unpack_from("!H", answer, 6)[0]
        if code == _NO_SUCH_NAME:
            raise MxError("there is no such domain")
        if code:
            raise MxError(f"the DNS server answered with error {code}")
        return _by_preference(answer, start, min(count, _LONGEST_ANSWER))
    except (struct.error, IndexError):
        raise MxError("the DNS server's answer cannot be read") from None


def _by_preference(answer: bytes, at: int, count: int) -> tuple[str, ...]:
    found: list[tuple[int, str]] = []
    for _ in range(count):
        _, at = _name(answer, at)
        kind, _, _, octets = struct.unpack_from("!2HIH", answer, at)
        at += 10
        if kind == _MX:
            found.append((struct.unpack_from("!H", answer, at)[0], _name(answer, at + 2)[0]))
        at += octets
    # RFC 7505: a single "." means that the domain takes no mail.
    return tuple(host for _, host in sorted(found) if host)


def _name(answer: bytes, at: int) -> tuple[str, int]:
    """The name at `at`, and where what follows it begins. RFC 1035 section 4.1.4: it may point to an earlier one."""
    labels: list[str] = []
    after: int | None = None
    for _ in range(128):
        octets = answer[at]
        if octets >= 0xC0:
            after = at + 2 if after is None else after
            at = struct.unpack_from("!H", answer, at)[0] & 0x3FFF
        elif octets:
            labels.append(answer[at + 1 : at + 1 + octets].decode("ascii", "replace").lower())
            at += 1 + octets
        else:
            return ".".join(labels), at + 1 if after is None else after
    raise MxError("the DNS server's answer cannot be read")
