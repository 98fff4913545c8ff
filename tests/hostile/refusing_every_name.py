"""Refuses EHLO and HELO."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(None, EHLO="501 5.5.4 bad name", HELO="501 5.5.4 bad name")


SERVER = BadServer("refuses every name", _script, [Stage.EHLO], [None])
