"""Replaces the client's nonce, as one who replays an old exchange must."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._scram import SALT, challenge, nonce_of
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await nonce_of(talk)
    assert await challenge(talk, f"r=anothernonce,s={SALT},i=4096") == "*"
    await talk.drain_client()


SERVER = BadServer("replaces the client's SCRAM nonce", _script, [Stage.AUTH], ["protocol_error"])
