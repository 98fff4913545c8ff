"""Sessions with servers, as the app sees them."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from smtptui.model.endpoint import Endpoint
from smtptui.model.report import PortReport, PortSurvey, SessionEvent
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.message import Draft


class Terminal(Protocol):
    """Lends the terminal to a command that asks for a passphrase."""

    def __call__(self) -> AbstractContextManager[None]:
        """While this is entered the screen belongs to the command."""


class Sessions(Protocol):
    """Probes and sends. A secret that was typed stands before the place where the secret is kept."""

    def probe(self, settings: Settings, typed: Secret | None, terminal: Terminal) -> AsyncGenerator[SessionEvent, None]:
        """Probe."""

    def probe_beside(self, settings: Settings) -> AsyncGenerator[SessionEvent, None]:
        """Probe beside many others: keys are answered as if nothing ran, and nothing is asked on the terminal."""

    def may_contact(self, endpoint: Endpoint) -> bool:
        """Whether an endpoint beside a profile's own may be tried."""

    def survey(
        self, settings: Settings, endpoints: Sequence[Endpoint]
    ) -> AsyncGenerator[PortReport | PortSurvey, None]:
        """Try these endpoints without logging in."""

    def send(
        self, settings: Settings, typed: Secret | None, draft: Draft, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Send one message."""

    def send_many(
        self,
        settings: Settings,
        typed: Secret | None,
        drafts: Sequence[Draft],
        rate_per_s: float | None,
        terminal: Terminal,
    ) -> AsyncGenerator[SessionEvent, None]:
        """Send several messages over one connection; each ends with its SessionReport."""
