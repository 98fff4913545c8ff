"""Answers with codes that no reply has."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.talk import Talk

_CODES = {Stage.GREETING: "999", Stage.EHLO: "000", Stage.AUTH: "abc", Stage.MAIL: "2500", Stage.RCPT: "٢٥٠"}


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.say(f"{_CODES[stage]} welcome")
    await talk.drain_client()


SERVER = BadServer("answers with impossible codes", _script, OPENING, ["not_an_smtp_server", "protocol_error"])
