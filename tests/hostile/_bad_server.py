"""What a file of this folder says about its server, and words that several servers share.

    SERVER = BadServer(
        does="says nothing",            # one sentence, after "a server that"
        script=falling_silent,          # plays one connection; gets the stage at which to misbehave
        at=(Stage.GREETING, Stage.EHLO),
        causes=("server_not_responding",),
    )

The server is a good one up to `at`; each stage there is a case of its own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from smtptui.model.report import Outcome, SessionReport
from smtptui.smtp.message import Attachment, Draft
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.peers import Peer
from tests.sessions import DRAFT
from tests.talk import EXTENSIONS, Talk

Script = Callable[[Talk, Stage], Awaitable[object]]
Check = Callable[[SessionReport, Peer], None]
# Of the patient loop in which these servers play: see tests/patient_loop.py.
SILENCE_S = 2.0
OPENING = (Stage.GREETING, Stage.EHLO, Stage.AUTH, Stage.MAIL, Stage.RCPT)
# 8 MiB on the wire: more than the sockets of both sides hold.
LARGE_DRAFT = Draft(
    DRAFT.to_addresses, "large", "", attachments=(Attachment("large", "application/octet-stream", bytes(6 * 2**20)),)
)


@dataclass(frozen=True, slots=True)
class BadServer:
    """A server that misbehaves, and how a session with it must end.

    `ends_at` is the stage that fails (by default the one where it misbehaves; QUIT: none does). `causes` are those
    that the connection itself may establish; None: the reply has to be read. `outcome` is set where a message is sent
    instead of a probe, and says what became of it. `raw`: no handshake before the script of an implicit-TLS server.
    `reads`: the script notices when its client closes.
    """

    does: str
    script: Script
    at: Sequence[Stage]
    causes: Sequence[str | None]
    security: Security = Security.NONE
    ends_at: Stage | None = None
    outcome: Outcome | None = None
    draft: Draft = DRAFT
    settings: Mapping[str, Any] = field(default_factory=dict)
    raw: bool = False
    reads: bool = True
    timeout_s: float = 60.0
    check: Check = lambda report, peer: None


async def falling_silent(talk: Talk, stage: Stage) -> None:
    """Nothing more from the stage on, until the client goes."""
    await talk.play(stage)
    await talk.drain_client()


async def hanging_up(talk: Talk, stage: Stage) -> None:
    """An orderly end of the connection in place of the reply at the stage."""
    await talk.play(stage)
    talk.hang_up()


def at_the_stage(octets: bytes, extensions: Sequence[str] = EXTENSIONS) -> Script:
    """Octets in place of the reply at the stage; then nothing until the client goes."""

    async def script(talk: Talk, stage: Stage) -> None:
        await talk.play(stage, extensions)
        await talk.send(octets)
        await talk.drain_client()

    return script


def answering_at_the_stage(*lines: str, extensions: Sequence[str] = EXTENSIONS) -> Script:
    """These lines in place of the reply at the stage, and a good server again afterwards."""

    async def script(talk: Talk, stage: Stage) -> None:
        await talk.play(stage, extensions)
        await talk.say(*lines)
        talk.greeted = True
        await talk.play(None, extensions)

    return script


async def dripped(talk: Talk, octets: bytes) -> None:
    """Send octets one at a time, as slowly as keeps a naive client waiting."""
    for octet in octets:
        await talk.send(bytes([octet]))
        await asyncio.sleep(0.02)
