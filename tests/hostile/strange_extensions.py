"""Offers extensions that make no sense, a thousand of them."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk

_EXTENSIONS = (
    "SIZE 99999999999999999999999999999999999999",
    "SIZE minus one",
    "AUTH PLAIN",
    "AUTH=PLAIN LOGIN",
    "AUTH",
    "=",
    "PIPELINING yes please",
    *(f"X-{number} {'y' * (number % 40)}" for number in range(1000)),
)


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(None, _EXTENSIONS)


SERVER = BadServer("offers a thousand extensions", _script, [Stage.QUIT], [None])
