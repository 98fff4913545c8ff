"""A connection that breaks in the middle of the conversation."""

from smtptui.sandbox.behaviour import Behaviour
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage


class _Dropping(Behaviour):
    async def before_ehlo_reply(self) -> None:
        raise ConnectionResetError


SCENARIO = Scenario(
    name="connection-dropped",
    title="the server hangs up after EHLO",
    rehearses="The server greets, and closes the connection without a word as soon as the client says who it is.",
    stage=Stage.EHLO,
    cause="connection_dropped",
    behaviour=_Dropping,
)
