"""What a server answers at the points where scenarios differ. The base class is the good server."""

from dataclasses import dataclass

LOGIN_ACCEPTED = "235 2.7.0 Authentication successful"


def reply(code: int, enhanced: str, *lines: str) -> str:
    """A reply of one or more lines, each with code and enhanced code (RFC 5321 section 4.2.1, RFC 2034 section 4)."""
    prefix = f"{enhanced} " if enhanced else ""
    first = "".join(f"{code}-{prefix}{line}\r\n" for line in lines[:-1])
    return f"{first}{code} {prefix}{lines[-1]}"


BAD_CREDENTIALS = reply(535, "5.7.8", "Error: authentication failed: bad user name or password")


@dataclass(frozen=True, slots=True)
class Transaction:
    """A mail transaction so far (RFC 5321 section 3.3): the client's address and the envelope."""

    peer_address: str
    reverse_path: str
    forward_paths: tuple[str, ...]


class Behaviour:
    """The good server. A scenario overrides the answer it is about.

    One object serves every session of a scenario, so counters live in it. A method that raises ConnectionResetError
    breaks the connection without a reply; one that never returns leaves the client waiting.
    """

    async def before_greeting(self) -> None:
        """Asked when a client has connected."""

    async def before_ehlo_reply(self) -> None:
        """Asked when a client has said EHLO."""

    def login_reply(self, *, credentials_match: bool) -> str:
        """The reply that ends an AUTH exchange; a 2yz code logs the client in."""
        return LOGIN_ACCEPTED if credentials_match else BAD_CREDENTIALS

    def recipient_refusal(self, transaction: Transaction, forward_path: str) -> str | None:
        """A reply that refuses this recipient, or None."""
        return None

    def message_refusal(self, transaction: Transaction) -> str | None:
        """A reply to the final dot that refuses the message, or None."""
        return None

    async def before_acceptance(self) -> None:
        """Asked when a message was kept, before the client is told so."""


class RefusesLogin(Behaviour):
    """Answers every AUTH exchange, right or wrong, with one reply."""

    def __init__(self, refusal: str) -> None:
        self._refusal = refusal

    def login_reply(self, *, credentials_match: bool) -> str:
        return self._refusal


class RefusesMessages(Behaviour):
    """Takes so many messages, then answers every final dot with one reply."""

    def __init__(self, refusal: str, *, after_messages: int = 0) -> None:
        self._refusal = refusal
        self._remaining = after_messages

    def message_refusal(self, transaction: Transaction) -> str | None:
        if self._remaining == 0:
            return self._refusal
        self._remaining -= 1
        return None
