"""Shows a bad certificate, and goes silent when the client comes back to look at it."""

from functools import cache

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer
from tests.hostile._certificates import self_signed_context, with_certificate
from tests.talk import Talk

_context = cache(self_signed_context)


async def _script(talk: Talk, stage: Stage) -> None:
    if talk.peer.connections == 1:
        await with_certificate(talk, _context())
    await talk.drain_client()


# What is known stays known: the failure is the certificate, not the silence.
SERVER = BadServer(
    "shows a bad certificate only once",
    _script,
    [Stage.TLS],
    ["cert_self_signed"],
    Security.TLS,
    raw=True,
    timeout_s=SILENCE_S,
)
