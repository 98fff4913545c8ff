"""Takes the message up to its final dot, and never answers."""

from smtptui.model.report import Outcome
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.say("354 go on")
    await talk.hear_message()
    await talk.drain_client()


SERVER = BadServer(
    "never answers the final dot",
    _script,
    [Stage.DATA],
    ["server_not_responding"],
    outcome=Outcome.UNKNOWN,
    timeout_s=SILENCE_S,
)
