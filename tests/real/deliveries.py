"""A program that sends by an exported file, in four situations: all well, and three in which nothing may be delivered.

A wrong password is refused, a certificate names somebody else, and a man in the middle has taken STARTTLS out of the
server's reply: the last two must not even see the password.
"""

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

from smtptui.formats._base import Values
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.peers import Peer, Script, serving
from tests.real.waiting import PATIENCE_S
from tests.talk import EXTENSIONS, Talk, authority, context_of

USERNAME, PASSWORD = "fred@sender.example", "a'b\"c`d $e\\f%g#h"
ENCODED = base64.b64encode(f"\0{USERNAME}\0{PASSWORD}".encode()).decode()


class Sent(NamedTuple):
    """How a program ended that tried to send, and all that it said."""

    code: int
    said: str


Send = Callable[[Values], Awaitable[Sent]]


class Situation(NamedTuple):
    """What the server does; `sees_password` where a good client would show it one."""

    name: str
    security: Security
    script: Script
    sees_password: bool = True
    delivers: bool = False


def _login(talk: Talk) -> Callable[[str], str]:
    """The answer to AUTH PLAIN (RFC 4616): the password is right, and came through TLS, or it is refused."""

    def answer(command: str) -> str:
        if command.upper() == "AUTH PLAIN":
            return "334 "
        _, username, password = base64.b64decode(command.split()[-1]).decode().split("\0")
        right = talk.in_tls and (username, password) == (USERNAME, PASSWORD)
        return "235 2.7.0 welcome" if right else "535 5.7.8 no"

    return answer


async def _good(talk: Talk) -> None:
    # RFC 4954 section 4: the answer to 334 stands alone on its line.
    alone = {ENCODED.upper(): _login(talk)}
    await talk.play(None, _EXTENSIONS, None, AUTH=_login(talk), **alone)


async def _refusing(talk: Talk) -> None:
    # Exim goes on without a login where it is refused; RFC 4954 section 6 has an answer for that.
    await talk.play(None, _EXTENSIONS, None, AUTH="535 5.7.8 no", MAIL="530 5.7.0 Authentication required")


async def _of_another_name(talk: Talk) -> None:
    context = context_of(authority().issue_cert("other.example"))
    await talk.play(None, _EXTENSIONS, context, AUTH=_login(talk))


async def _stripped(talk: Talk) -> None:
    while True:
        await talk.play(Stage.STARTTLS, _EXTENSIONS, None, AUTH="235 2.7.0 welcome")
        await talk.say("502 5.5.1 what?")


_EXTENSIONS = tuple("AUTH PLAIN" if one.startswith("AUTH") else one for one in EXTENSIONS)
# For `serving`, a server without STARTTLS is one of no security.
SITUATIONS = (
    Situation("good", Security.STARTTLS, _good, delivers=True),
    Situation("wrong password", Security.STARTTLS, _refusing),
    Situation("certificate of another name", Security.STARTTLS, _of_another_name, sees_password=False),
    Situation("STARTTLS stripped", Security.NONE, _stripped, sees_password=False),
)


async def check(situation: Situation, send: Send) -> None:
    """Let `send` try it, and hold what the server saw and what the program said against the situation."""
    async with served(situation) as (peer, values):
        async with asyncio.timeout(PATIENCE_S):
            sent = await send(values)
        assert bool(peer.messages) is situation.delivers, sent.said
        assert any(line.upper().startswith("AUTH") for line in peer.heard) is situation.sees_password, sent.said
    assert (sent.code == 0) is situation.delivers, sent.said
    assert PASSWORD not in sent.said
    assert ENCODED not in sent.said


@asynccontextmanager
async def served(situation: Situation) -> AsyncIterator[tuple[Peer, Values]]:
    """The server of a situation, and what a profile says of it."""
    async with serving(situation.script, situation.security) as peer:
        yield (
            peer,
            Values(
                host="localhost",
                port=peer.port,
                security=Security.STARTTLS,
                username=USERNAME,
                secret=Secret(PASSWORD),
                from_address=USERNAME,
                to_address="wilma@recipient.example",
                ehlo_name="client.example",
                ca_file=peer.ca_file,
                profile="a-test",
            ),
        )


async def run(*command: str, message: bytes = b"", environment: dict[str, str] | None = None) -> Sent:
    """Run a program to its end, the message on its standard input."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=environment,
    )
    out, _ = await process.communicate(message)
    return Sent(process.returncode or 0, out.decode())
