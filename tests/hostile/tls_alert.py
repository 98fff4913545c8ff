"""Expects TLS and answers plain text with an alert, without a line end, and closes."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    # RFC 8446 section 6: an alert record (21), fatal (2), protocol_version (70).
    await talk.send(b"\x15\x03\x01\x00\x02\x02\x46")
    talk.hang_up()


SERVER = BadServer("answers plain text with a TLS alert", _script, [Stage.GREETING], ["implicit_tls_expected"])
