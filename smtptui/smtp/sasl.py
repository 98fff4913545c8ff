"""SASL mechanisms for SMTP AUTH (RFC 4954), each as a pure exchange of octets, and the choice among them.

An `Exchange` gives its initial response (RFC 4954 section 4), if it has one, and an answer to every challenge. SCRAM
needs a library and much arithmetic, so it lives in `smtptui.net.scram` behind the same shape.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from smtptui.secret import Secret
from smtptui.smtp.security import Security


class Mechanism(StrEnum):
    """The mechanisms we speak; the value is what a profile's `mechanism` says."""

    PLAIN = "plain"
    LOGIN = "login"
    CRAM_MD5 = "cram-md5"
    SCRAM_SHA_256 = "scram-sha-256"
    XOAUTH2 = "xoauth2"
    OAUTHBEARER = "oauthbearer"

    @property
    def wire_name(self) -> str:
        """As it stands in EHLO and AUTH."""
        return self.value.upper()


TOKEN_MECHANISMS = (Mechanism.OAUTHBEARER, Mechanism.XOAUTH2)
# Over TLS the password is safe in transit, so what costs the fewest surprises comes first after SCRAM, which never
# shows it to the server. In clear, PLAIN and LOGIN come last: they show it to everybody on the way.
_ORDER_OVER_TLS = (Mechanism.SCRAM_SHA_256, Mechanism.PLAIN, Mechanism.LOGIN, Mechanism.CRAM_MD5)
_ORDER_IN_CLEAR = (Mechanism.SCRAM_SHA_256, Mechanism.CRAM_MD5, Mechanism.PLAIN, Mechanism.LOGIN)


class ChallengeError(Exception):
    """The server's challenge breaks the mechanism's rules; the text is safe and holds nothing of the secret."""


class Exchange(Protocol):
    """One authentication. `initial` is the initial response, None where the server speaks first."""

    @property
    def initial(self) -> Secret | None:
        """The initial response, or None."""

    async def respond(self, challenge: bytes) -> Secret:
        """The answer to a decoded challenge. Raises ChallengeError."""

    def finish(self) -> None:
        """Called when the server said yes. Raises ChallengeError where it has not proved itself (SCRAM)."""


def choose(
    offered: Sequence[str], security: Security, wanted: str = "auto", known: Sequence[str] = ()
) -> Mechanism | None:
    """The one mechanism to try, or None if the server offers none that may be used.

    `offered` are EHLO's names, `wanted` is "auto" or the profile's choice, `known` what the catalogue says of the
    provider: a token mechanism is taken by itself only where the provider knows no other.
    """
    upper = {name.upper() for name in offered}
    if wanted != "auto":
        mechanism = Mechanism(wanted)
        return mechanism if mechanism.wire_name in upper else None
    order: tuple[Mechanism, ...] = _ORDER_IN_CLEAR if security is Security.NONE else _ORDER_OVER_TLS
    if known and all(name.upper() in {token.wire_name for token in TOKEN_MECHANISMS} for name in known):
        order = TOKEN_MECHANISMS
    return next((mechanism for mechanism in order if mechanism.wire_name in upper), None)


class _OneShot:
    """A mechanism whose whole message is its initial response."""

    def __init__(self, message: Secret) -> None:
        self.initial: Secret | None = message

    async def respond(self, challenge: bytes) -> Secret:
        """Nothing more may be asked."""
        raise ChallengeError("the server asks for more after a complete login")

    def finish(self) -> None:
        """The server proves nothing here."""


class _Token(_OneShot):
    """XOAUTH2 and OAUTHBEARER: a refusal comes as a challenge that a dummy answer ends (RFC 7628 section 3.2.3)."""

    def __init__(self, message: Secret, acknowledgement: str) -> None:
        super().__init__(message)
        self._acknowledgement: str | None = acknowledgement

    async def respond(self, challenge: bytes) -> Secret:
        """Acknowledge the error once, so that the server gives its reply."""
        if self._acknowledgement is None:
            raise ChallengeError("the server asks again after its error")
        answer, self._acknowledgement = Secret(self._acknowledgement), None
        return answer


class _Login:
    """LOGIN (draft-murchison-sasl-login): the user name, then the secret, whatever the prompts say."""

    initial: Secret | None = None

    def __init__(self, username: str, secret: Secret) -> None:
        self._answers = [secret, Secret(username)]

    async def respond(self, challenge: bytes) -> Secret:
        """The next of the two."""
        if not self._answers:
            raise ChallengeError("the server asks a third time after user name and password")
        return self._answers.pop()

    def finish(self) -> None:
        """The server proves nothing here."""


class _CramMd5:
    """CRAM-MD5 (RFC 2195): the user name and the keyed digest of the challenge."""

    initial: Secret | None = None

    def __init__(self, username: str, secret: Secret) -> None:
        self._username = username
        self._secret: Secret | None = secret

    async def respond(self, challenge: bytes) -> Secret:
        """The digest, once."""
        if self._secret is None:
            raise ChallengeError("the server sends a second CRAM-MD5 challenge")
        # RFC 2195 section 2: the challenge is a msg-id; without one a replayed digest would fit.
        if not challenge:
            raise ChallengeError("the server's CRAM-MD5 challenge is empty")
        import hmac

        digest = hmac.new(self._secret.reveal().encode("utf-8", "surrogateescape"), challenge, "md5").hexdigest()
        self._secret = None
        return Secret(f"{self._username} {digest}")

    def finish(self) -> None:
        """The server proves nothing here."""


def exchange_for(mechanism: Mechanism, username: str, secret: Secret) -> Exchange:
    """An exchange for every mechanism but SCRAM. `secret` is a token for XOAUTH2 and OAUTHBEARER."""
    if mechanism is Mechanism.PLAIN:
        # RFC 4616 section 2: an empty authorization identity stands for the user's own.
        return _OneShot(Secret(f"\0{username}\0{secret.reveal()}"))
    if mechanism is Mechanism.LOGIN:
        return _Login(username, secret)
    if mechanism is Mechanism.CRAM_MD5:
        return _CramMd5(username, secret)
    if mechanism is Mechanism.XOAUTH2:
        return _Token(Secret(f"user={username}\x01auth=Bearer {secret.reveal()}\x01\x01"), "")
    if mechanism is Mechanism.OAUTHBEARER:
        # RFC 7628 section 3.1: a GS2 header with the user, then key-value pairs between %x01.
        identity = username.replace("=", "=3D").replace(",", "=2C")
        return _Token(Secret(f"n,a={identity},\x01auth=Bearer {secret.reveal()}\x01\x01"), "\x01")
    raise ValueError(f"{mechanism} is not made here")


def unusable_in(mechanism: Mechanism, username: str, secret: Secret) -> str | None:
    """Why these credentials cannot be sent by this mechanism, or None. RFC 4616 section 2 has no NUL in them."""
    if mechanism is Mechanism.PLAIN and "\0" in username + secret.reveal():
        return "a user name or secret with a NUL character cannot be sent by PLAIN"
    if mechanism in TOKEN_MECHANISMS and any(ord(character) < 0x20 for character in secret.reveal()):
        return "a token with a control character cannot be sent"
    return None
