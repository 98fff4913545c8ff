"""Sends the beginning of a reply between its 220 and the handshake; TLS would give its end."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.STARTTLS)
    await talk.send(b"220 2.0.0 go ahead\r\n250-evil.example\r\n25")
    await talk.start_tls()


SERVER = BadServer(
    "injects half a reply before TLS",
    _script,
    [Stage.TLS],
    ["middlebox_interference"],
    Security.STARTTLS,
    reads=False,
)
