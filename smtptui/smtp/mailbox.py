"""Mail addresses as SMTP carries them: RFC 5321 section 4.1.2, RFC 6531 for other scripts than ASCII."""

import re
from typing import NamedTuple

from smtptui.text import printable

# RFC 5321's Atom with RFC 6531's letters, written as what may not stand in it: a class of a million characters would
# take longer to compile than the whole of a short probe.
_DOT_STRING = re.compile(r'[^\x00-\x20"(),.:;<>@\[\\\]\x7f]+(?:\.[^\x00-\x20"(),.:;<>@\[\\\]\x7f]+)*')
_QUOTED = re.compile(r'"(?:[^"\\\x00-\x1f\x7f]|\\[\x20-\x7e])*"')
# Letters, digits, hyphen, underscore and everything beyond ASCII.
_LABEL = re.compile(r"[^\x00-,./:-@\[-^`{-\x7f]+")
_LITERAL = re.compile(r"\[[0-9A-Fa-f:.]+\]|\[IPv6:[0-9A-Fa-f:.]+\]")


class MailboxError(ValueError):
    """Not a mail address. The message says what is wrong with it, in words that fit behind a field's name."""


class Mailbox(NamedTuple):
    """A mail address, taken apart. `str()` gives it as it goes on the wire, the domain in A-labels (RFC 5890)."""

    local_part: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local_part}@{ascii_domain(self.domain)}"

    @property
    def needs_smtputf8(self) -> bool:
        """Whether only a server with SMTPUTF8 can carry it: RFC 6531 section 3.2; a domain alone can be converted."""
        return not self.local_part.isascii()


def parse_mailbox(text: str) -> Mailbox:
    """The address in `text`, without a display name. Raises MailboxError."""
    if printable(text) != text:
        raise MailboxError("holds a line end or another control character")
    local_part, at, domain = text.strip().rpartition("@")
    if not at:
        raise MailboxError("has no @")
    if not (_DOT_STRING.fullmatch(local_part) or _QUOTED.fullmatch(local_part)):
        raise MailboxError("has a part before the @ that no address has" if local_part else "has nothing before the @")
    # RFC 5321 sections 4.5.3.1.1 and .2: limits are in octets.
    if len(local_part.encode("utf-8", "surrogatepass")) > 64:
        raise MailboxError("has more than 64 octets before the @")
    _check_domain(domain)
    return Mailbox(local_part, domain)


def _check_domain(domain: str) -> None:
    if _LITERAL.fullmatch(domain):
        return
    if not domain or not all(_is_label(label) for label in domain.split(".")):
        raise MailboxError(
            f'has a domain that no address has: "{printable(domain)}"' if domain else "has nothing after the @"
        )
    if len(ascii_domain(domain)) > 255:
        raise MailboxError("has a domain of more than 255 octets")


def _is_label(label: str) -> bool:
    # RFC 1123 section 2.1: a hyphen stands neither first nor last.
    return _LABEL.fullmatch(label) is not None and not label.startswith("-") and not label.endswith("-")


def ascii_domain(domain: str) -> str:
    """A domain or host name in A-labels (RFC 5891); unchanged where it is ASCII. Raises MailboxError."""
    if domain.isascii():
        return domain
    import idna

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise MailboxError(f"has a name that cannot be written in DNS: {error}") from error
