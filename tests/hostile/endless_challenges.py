"""Never stops asking during the login."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    while True:
        await talk.say("334 VXNlcm5hbWU6")
        await talk.hear()


SERVER = BadServer(
    "asks for ever during the login", _script, [Stage.AUTH], ["protocol_error"], settings={"mechanism": "login"}
)
