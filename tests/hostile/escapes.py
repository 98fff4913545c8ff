"""Writes on the terminal of whoever reads it: escape sequences, C1, NUL, direction marks, octets that are no UTF-8."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.talk import Talk

_NASTY = (
    b"\x1b]0;owned\x07\x1b[2J\x00\x08\x0c\x7f \x9b31m \xc2\x9b31m "
    b"\xe2\x80\xae\xe2\x81\xa6dlrow\xe2\x80\x8b \xff\xfe [red]x[/red]"
)


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.send(b"550-5.7.1 " + _NASTY + b"\r\n550 5.7.1 " + _NASTY + b"\r\n")
    await talk.drain_client()


SERVER = BadServer("sends escape sequences", _script, OPENING, [None])
