"""Senders that the provider would refuse, made into the one that it takes: tables for cleanup(8) and smtp(8).

The envelope's sender and the From header are rewritten, Reply-To and the recipients never: a contact form's visitor is
still who is answered.
"""

from typing import NamedTuple

from smtptui.model.provider import FromRule
from smtptui.smtp.mailbox import ascii_domain, parse_mailbox

ENVELOPE_TABLE = "smtptui_senders"
HEADER_TABLE = "smtptui_from"
_ONE_ADDRESS = (FromRule.ACCOUNT_ADDRESS, FromRule.ACCOUNT_OR_ALIAS, FromRule.VERIFIED_SENDER)
_ONE_DOMAIN = (
    *(FromRule.ACCOUNT_DOMAIN, FromRule.VERIFIED_DOMAIN, FromRule.VERIFIED_SENDER_OR_DOMAIN),
    FromRule.PROVIDER_DOMAIN,
)
_SPECIAL = frozenset(r".^$*+?()[]{}|\/")


class SenderTables(NamedTuple):
    """Two tables of type regexp, line by line, and a sentence that says whom they rewrite."""

    envelope: tuple[str, ...]
    header: tuple[str, ...]
    note: str


def sender_tables(rule: FromRule | None, from_address: str | None) -> SenderTables | None:
    """The tables that the provider's rule asks for; None where it takes every sender, or nobody knows its rule."""
    if from_address is None or rule not in (*_ONE_ADDRESS, *_ONE_DOMAIN):
        return None
    # "$" would begin the name of a matched group (regexp_table(5)).
    address = from_address.replace("$", "$$")
    if rule in _ONE_ADDRESS:
        note = f"every sender becomes {from_address}: the provider takes no other for sure"
        return SenderTables((f"/./ {address}",), _header(address), note)
    domain = ascii_domain(parse_mailbox(from_address).domain)
    ours = escaped(domain)
    header = (f"if !/^From:.*@{ours}>?[[:space:]]*(\\(.*\\))?$/", *_header(address), "endif")
    note = f"a sender outside {domain} becomes {from_address}: the provider takes that domain"
    return SenderTables((f"!/@{ours}$/ {address}",), header, note)


def escaped(name: str) -> str:
    """A domain as a regular expression that it alone matches (regexp_table(5): POSIX, not Python's)."""
    return "".join(f"\\{one}" if one in _SPECIAL else one for one in name)


def _header(address: str) -> tuple[str, ...]:
    """A display name before the address stays."""
    return (
        f"/^From:(.*<)[^<>]*>[[:space:]]*$/ REPLACE From:${{1}}{address}>",
        f"/^From:/ REPLACE From: {address}",
    )
