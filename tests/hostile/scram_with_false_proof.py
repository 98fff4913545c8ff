"""Shows a proof that is not the password's."""

import base64

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._scram import SALT, challenge, nonce_of
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    nonce = await nonce_of(talk)
    await challenge(talk, f"r={nonce}server,s={SALT},i=4096")
    assert await challenge(talk, f"v={base64.b64encode(bytes(32)).decode()}") == "*"
    await talk.drain_client()


SERVER = BadServer("shows a false SCRAM proof", _script, [Stage.AUTH], ["protocol_error"])
