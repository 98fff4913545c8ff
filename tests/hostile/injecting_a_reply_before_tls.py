"""Sends a reply between its 220 and the handshake, for the client to read inside TLS."""

from smtptui.model.report import SessionReport
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.peers import Peer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.STARTTLS)
    await talk.say("220 2.0.0 go ahead", "250-evil.example", "250 AUTH PLAIN")
    await talk.start_tls()
    await talk.play(None)


def _check(report: SessionReport, peer: Peer) -> None:
    assert report.tls is None
    assert not any("AUTH" in line for line in peer.heard)


SERVER = BadServer(
    "injects a reply before TLS",
    _script,
    [Stage.TLS],
    ["middlebox_interference"],
    Security.STARTTLS,
    check=_check,
    reads=False,
)
