"""A long line on loopback: a proxy that holds back what passes through it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from tests.bench.listening import listen

_CHUNK_OCTETS = 65536


@dataclass(frozen=True, slots=True)
class DelayProxy:
    """Passes connections on to `port`, half a round trip late in each direction.

    The handshake of TCP itself cannot be held back from here: in its place the server is reached, and so its greeting
    comes, one round trip later.
    """

    port: int
    round_trip_s: float

    async def start(self) -> asyncio.Server:
        """Listen on a free port of loopback."""
        return await listen(self._pass_on)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self.round_trip_s)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(self._carry(reader, far_writer), self._carry(far_reader, writer))

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Each piece leaves in the order and at the distance in time in which it came."""
        loop, one_way_s = asyncio.get_running_loop(), self.round_trip_s / 2
        # A client that has what it wants may break off; the other side then sees the connection end.
        with suppress(ConnectionError):
            while octets := await reader.read(_CHUNK_OCTETS):
                loop.call_later(one_way_s, writer.write, octets)
        loop.call_later(one_way_s, writer.close)
