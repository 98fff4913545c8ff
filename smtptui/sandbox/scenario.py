"""A scenario: a server that fails in one known way, and what the operator is going to see."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from smtptui.sandbox.behaviour import Behaviour
from smtptui.smtp.stage import Stage


class CertificateKind(StrEnum):
    """Which certificate a server shows."""

    GOOD = "good"
    EXPIRED = "expired"
    WRONG_NAME = "wrong name"
    SELF_SIGNED = "self-signed"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What one server rehearses.

    `name` is `good` or the cause label it provokes with hyphens; a second scenario of a label adds a word.
    `title` is for a list, `rehearses` says in a sentence what happens and what helps. `provider` is whose behaviour
    it is: a catalogue name or `generic`.

    `stage` and `cause` say where a session fails and why; both None where it passes. `shown_by_probe` is False where
    only sending a message shows it, and `accepted_messages` go through before the failure begins.

    `from_address` is the profile's sender, where that is what the server minds.

    `behaviour` makes the object that answers, once a run. The rest is what the server offers.
    """

    name: str
    title: str
    rehearses: str
    provider: str = "generic"
    stage: Stage | None = None
    cause: str | None = None
    shown_by_probe: bool = True
    accepted_messages: int = 0
    from_address: str | None = None
    behaviour: Callable[[], Behaviour] = Behaviour
    certificate: CertificateKind = CertificateKind.GOOD
    offers_starttls: bool = True
    offers_implicit_tls: bool = False
    maximum_size_octets: int = 10 * 2**20
