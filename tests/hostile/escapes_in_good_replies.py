"""Puts escape sequences into replies that are good."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import PIPELINING, Talk

_NASTY = "\x1b[2J\x00\x9b\u202e\u2066\u200b\udcff\tend"


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.say(f"220 {_NASTY}")
    extensions = (*PIPELINING, _NASTY, f"X-KEY {_NASTY}", f"X-{_NASTY}=1", "", " ", "SIZE \x1b[2J")
    await talk.hear()
    await talk.say(*talk.ehlo_reply(extensions))
    while command := await talk.hear():
        code = 235 if command.startswith("AUTH") else 221 if command == "QUIT" else 250
        await talk.say(f"{code}-{_NASTY}", f"{code} {_NASTY}")


SERVER = BadServer("puts escape sequences into good replies", _script, [Stage.QUIT], [None])
