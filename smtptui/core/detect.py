"""Which provider serves a mail address, from its domain alone: nothing is looked up."""

from pathlib import Path

from smtptui import providers
from smtptui.smtp.mailbox import MailboxError, parse_mailbox


def provider_for_address(address: str, folder: Path | None = None) -> str | None:
    """The name of the provider whose mailboxes have this domain; None where the catalogue does not say.

    `folder` holds the operator's own providers, which come first. What is no address belongs to nobody.
    """
    try:
        domain = parse_mailbox(address).domain
    except MailboxError:
        return None
    return providers.name_for_domain(domain, folder)
