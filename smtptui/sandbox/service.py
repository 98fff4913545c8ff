"""What the sessions of one scenario share."""

import asyncio
import hmac
import ssl
import weakref
from dataclasses import dataclass, field
from typing import Any

from smtptui.sandbox.behaviour import Behaviour
from smtptui.sandbox.catcher import Catcher
from smtptui.sandbox.scenario import Scenario
from smtptui.secret import Secret


@dataclass(frozen=True, slots=True)
class Service:
    """A scenario that runs: who answers, whom it lets in, where messages go, and which connections are open."""

    scenario: Scenario
    behaviour: Behaviour
    context: ssl.SSLContext
    username: str
    secret: Secret
    catcher: Catcher
    # asyncio holds an open transport, and a transport its session's task: what has ended drops out by itself.
    transports: "weakref.WeakSet[asyncio.Transport]" = field(default_factory=weakref.WeakSet)
    tasks: "weakref.WeakSet[asyncio.Task[Any]]" = field(default_factory=weakref.WeakSet)

    def login_matches(self, username: bytes, secret: bytes) -> bool:
        """Whether these are the user name and the secret."""
        return (username, secret) == (self.username.encode(), self.secret.reveal().encode())

    def cram_md5_matches(self, username: bytes, digest: bytes, challenge: str) -> bool:
        """Whether the digest is the challenge's under the secret: RFC 2195 section 2."""
        expected = hmac.new(self.secret.reveal().encode(), challenge.encode(), "md5").hexdigest()
        return (username, digest) == (self.username.encode(), expected.encode())

    async def end_sessions(self) -> None:
        """Break every connection and wait until its session has ended."""
        for transport in list(self.transports):
            transport.abort()
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # A transport closes its socket in the loop's next round.
        await asyncio.sleep(0)
