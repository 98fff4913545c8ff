"""Takes the login, and says 421 before the client's next command."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.AUTH)
    await talk.say("235 2.7.0 welcome", "421 4.4.2 but not for long")
    talk.hang_up()


SERVER = BadServer("says 421 before it is asked", _script, [Stage.MAIL], [None, "connection_dropped"])
