"""Ends the handshake with an alert that says no more than that something went wrong on its side."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.hear_octets()
    # RFC 8446 section 6.2: fatal (2), internal_error (80).
    await talk.send(b"\x15\x03\x03\x00\x02\x02\x50")
    await talk.drain_client()


# It does speak TLS: that the port is one of plain text must not be said.
SERVER = BadServer("ends the handshake with an alert", _script, [Stage.TLS], [None], Security.TLS, raw=True)
