"""Says yes without proving that it knows the password."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._scram import SALT, challenge, nonce_of
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    nonce = await nonce_of(talk)
    assert "p=" in await challenge(talk, f"r={nonce}server,s={SALT},i=4096")
    await talk.say("235 2.7.0 welcome")
    await talk.drain_client()


SERVER = BadServer("says yes without a SCRAM proof", _script, [Stage.AUTH], ["protocol_error"])
