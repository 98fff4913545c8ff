"""Speaks FTP, whose greeting is one of SMTP too."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.say("220 ProFTPD Server ready.")
    while command := await talk.hear():
        await talk.say(f"500 {command.split()[0]} not understood")


SERVER = BadServer("speaks FTP", _script, [Stage.EHLO], [None])
