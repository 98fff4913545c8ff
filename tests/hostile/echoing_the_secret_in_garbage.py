"""Repeats the secret in what is no reply, so placed that whoever cuts a long line cuts it in two."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.sessions import SECRET
from tests.talk import Talk

# Where an implementation might cut, none so near to another that one copy would overwrite the next.
_WIDTHS = (60, 100, 200, 256, 512, 1000, 2000, 4096)


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    line = bytearray(b"x" * 8000)
    octets = SECRET.reveal().encode()
    for width in _WIDTHS:
        # All of it but the last octet stands before the cut.
        line[width - len(octets) + 1 : width + 1] = octets
    await talk.send(bytes(line) + b"\r\n")
    await talk.drain_client()


SERVER = BadServer("repeats the secret in garbage", _script, (Stage.AUTH,), ["protocol_error"])
