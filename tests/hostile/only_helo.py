"""Knows HELO alone, and so offers no login."""

from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage, Status
from tests.hostile._bad_server import BadServer
from tests.peers import Peer
from tests.sessions import stage_of
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(None, EHLO="502 5.5.1 not implemented")


def _check(report: SessionReport, peer: Peer) -> None:
    assert stage_of(report, Stage.EHLO).status is Status.WARNED


SERVER = BadServer("knows only HELO", _script, [Stage.AUTH], ["auth_not_offered"], check=_check)
