"""Ends the handshake because it knows only versions that nobody should speak any more."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.hear_octets()
    # RFC 8446 section 6.2: fatal (2), protocol_version (70).
    await talk.send(b"\x15\x03\x01\x00\x02\x02\x46")
    await talk.drain_client()


SERVER = BadServer(
    "knows only old versions of TLS", _script, [Stage.TLS], ["tls_version_unsupported"], Security.TLS, raw=True
)
