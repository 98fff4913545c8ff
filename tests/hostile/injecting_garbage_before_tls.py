"""Sends what is no reply between its 220 and the handshake."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.STARTTLS)
    await talk.say("220 2.0.0 go ahead", "and by the way")
    await talk.start_tls()


SERVER = BadServer(
    "injects garbage before TLS",
    _script,
    [Stage.TLS],
    ["middlebox_interference"],
    Security.STARTTLS,
    reads=False,
)
