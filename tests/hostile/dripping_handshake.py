"""Answers the handshake one octet at a time: a TLS record of the largest size that never ends."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer, dripped
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    # RFC 8446 section 5.1: a handshake record (22) of 2^14 octets.
    await dripped(talk, b"\x16\x03\x03\x40\x00" + bytes(2000))


SERVER = BadServer(
    "drips the handshake", _script, [Stage.TLS], ["server_not_responding"], Security.TLS, raw=True, timeout_s=SILENCE_S
)
