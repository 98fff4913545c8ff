"""The commands of an envelope, and how their replies are grouped: RFC 5321 section 3.3, RFC 2920."""

from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.mailbox import Mailbox


class EnvelopeError(Exception):
    """The server, as it described itself, cannot carry this envelope. `cause` is a diagnosis label."""

    def __init__(self, message: str, cause: str) -> None:
        super().__init__(message)
        self.cause = cause


def mail_command(reverse_path: Mailbox, capabilities: Capabilities, *, size_octets: int, utf8: bool) -> str:
    """MAIL FROM with the parameters that the server offers and the message needs.

    RFC 1870 section 3 (SIZE), RFC 6152 section 2 (BODY=8BITMIME), RFC 6531 section 3.4 (SMTPUTF8).
    Raises EnvelopeError where the message needs what the server does not offer.
    """
    if utf8 and not capabilities.offers("SMTPUTF8"):
        raise EnvelopeError(
            "an address has letters beyond ASCII before its @, and the server does not offer SMTPUTF8",
            "smtputf8_needed",
        )
    limit = capabilities.maximum_size_octets
    if limit is not None and size_octets > limit:
        raise EnvelopeError(
            f"the message has {size_octets} octets, the server takes {limit}",
            "message_too_large",
        )
    parameters = [
        f" SIZE={size_octets}" if size_octets and capabilities.offers("SIZE") else "",
        " BODY=8BITMIME" if utf8 and capabilities.offers("8BITMIME") else "",
        " SMTPUTF8" if utf8 else "",
    ]
    return f"MAIL FROM:<{reverse_path}>{''.join(parameters)}"


def rcpt_command(forward_path: Mailbox) -> str:
    """RCPT TO for one recipient."""
    return f"RCPT TO:<{forward_path}>"
