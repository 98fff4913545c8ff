"""The race between a host's addresses, on several addresses of loopback."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import pytest

from smtptui.model.report import AddressStatus
from smtptui.net.race import Race

FIRST, SECOND, THIRD = "127.0.0.1", "127.0.0.2", "127.0.0.3"


@contextmanager
def _listening(address: str, port: int = 0) -> Iterator[int]:
    """A server that takes connections."""
    with socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET) as server:
        yield server.getsockname()[1]


@contextmanager
def _black_hole(address: str, port: int = 0) -> Iterator[int]:
    """A server that answers no connection attempt: its queue is full, and Linux drops what comes beyond it."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind((address, port))
        server.listen(0)
        for _ in range(4):
            client = stack.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(server.getsockname())
        yield server.getsockname()[1]


def _fates(race: Race) -> list[tuple[str, str]]:
    return [(report.address, report.status.value) for report in race.reports]


async def _won(addresses: Sequence[str], port: int) -> Race:
    race = Race(addresses, port)
    with await race.run() as winner:
        assert winner.getpeername()[0] == race.winner
    return race


async def test_the_first_address_that_connects_wins_and_the_others_are_not_needed() -> None:
    with _listening(FIRST) as port, _listening(SECOND, port):
        race = await _won([FIRST, SECOND, THIRD], port)
    assert _fates(race) == [(FIRST, "connected"), (SECOND, "not needed"), (THIRD, "not needed")]
    assert race.winner == FIRST
    assert race.reports[0].elapsed_ms > 0


async def test_a_refusal_lets_the_next_address_try_at_once() -> None:
    with _listening(THIRD) as port:
        race = await _won([FIRST, SECOND, THIRD], port)
    assert _fates(race) == [(FIRST, "failed"), (SECOND, "failed"), (THIRD, "connected")]
    assert [report.error for report in race.reports] == ["connection refused", "connection refused", None]


async def test_an_address_that_does_not_answer_holds_nobody_up() -> None:
    with _listening(SECOND) as port, _black_hole(FIRST, port):
        race = await _won([FIRST, SECOND], port)
    assert _fates(race) == [(FIRST, "not needed"), (SECOND, "connected")]


async def test_a_refusal_does_not_end_the_race_of_the_others() -> None:
    with _black_hole(FIRST) as port:
        # The first keeps all the time that the caller gives.
        race = Race([FIRST, SECOND], port)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(race.run(), 0.4)
    assert _fates(race) == [(FIRST, "failed"), (SECOND, "failed")]
    assert [report.error for report in race.reports] == ["no answer", "connection refused"]


async def test_a_race_that_ran_out_of_time_tells_what_was_tried() -> None:
    with _black_hole(FIRST) as port:
        race = Race([FIRST, FIRST, FIRST], port)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(race.run(), 0.3)
    assert [report.status for report in race.reports] == [
        AddressStatus.FAILED,
        AddressStatus.FAILED,
        AddressStatus.NOT_NEEDED,
    ]
    assert race.winner is None


async def test_all_refused_is_refused() -> None:
    with _listening(THIRD) as port:
        race = Race([FIRST, SECOND], port)
        with pytest.raises(ConnectionRefusedError):
            await race.run()
    assert race.winner is None


async def test_a_refusal_tells_more_than_a_missing_way() -> None:
    with _listening(THIRD) as port:
        race = Race([FIRST, "fe80::1%no-such-interface"], port)
        with pytest.raises(ConnectionRefusedError):
            await race.run()
    assert _fates(race)[1] == ("fe80::1%no-such-interface", "failed")


async def test_a_missing_way_alone_is_told() -> None:
    race = Race(["fe80::1%no-such-interface"], 25)
    with pytest.raises(OSError, match="no interface"):
        await race.run()


def _has_ipv6() -> bool:
    try:
        with _listening("::1"):
            return True
    except OSError:
        return False


@pytest.mark.skipif(not _has_ipv6(), reason="this machine has no IPv6, not even on loopback")
@pytest.mark.parametrize("address", ["::1", f"::1%{socket.if_nametoindex('lo')}", "::1%lo"])
async def test_ipv6_addresses_may_name_their_interface(address: str) -> None:
    with _listening("::1") as port:
        race = Race([address], port)
        (await race.run()).close()
    assert _fates(race) == [(address, "connected")]
