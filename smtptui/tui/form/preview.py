"""What a recipient will see of a message sent with the values on the screen, as far as the catalogue knows."""

from smtptui.model.provider import FromRule, Provider, ProviderKind
from smtptui.smtp.mailbox import MailboxError, parse_mailbox
from smtptui.tui.form.draft import ProfileDraft
from smtptui.tui.form.fields import Field


def preview(draft: ProfileDraft, provider: Provider) -> list[tuple[str, str]]:
    """Pairs of label and words; nothing while there is no From address."""
    asked, account = draft[Field.FROM_ADDRESS].strip(), draft[Field.USERNAME].strip()
    address = _as_it_leaves(asked, account, provider)
    try:
        domain = parse_mailbox(address).domain
    except MailboxError:
        return []
    name = draft[Field.FROM_NAME].strip()
    lines = [("From", f"{name} <{address}>" if name else address)]
    if address != asked:
        lines.append(("", f"not {asked}, unless that is an alias of the account"))
    lines += _condition(domain, provider)
    return [*lines, ("Bounces to", _bounces(address, provider)), *_signature(domain, provider)]


def _condition(domain: str, provider: Provider) -> list[tuple[str, str]]:
    """What has to hold before the provider takes this address."""
    words = {
        FromRule.VERIFIED_SENDER: f"once this address is verified at {provider.title}",
        FromRule.VERIFIED_DOMAIN: f"once {domain} is verified at {provider.title}",
        FromRule.VERIFIED_SENDER_OR_DOMAIN: f"once {domain}, or this address, is verified at {provider.title}",
        FromRule.PROVIDER_DOMAIN: f"if {domain} is hosted at {provider.title}",
    }
    rule = provider.from_.rule if provider.from_ else FromRule.ANY
    return [("Taken", words[rule])] if rule in words else []


def _as_it_leaves(asked: str, account: str, provider: Provider) -> str:
    """Some providers write the account's address over any other."""
    rewritten = provider.from_ is not None and provider.from_.rule is FromRule.REWRITTEN
    return account if rewritten and "@" in account and asked.lower() != account.lower() else asked


def _bounces(address: str, provider: Provider) -> str:
    return f"{address}, or an address of {provider.title}" if provider.kind is ProviderKind.ESP else address


def _signature(domain: str, provider: Provider) -> list[tuple[str, str]]:
    if provider.kind is ProviderKind.ESP:
        return [("Signed by", f"{domain}, if DKIM is set up for it at {provider.title}")]
    if provider.kind is ProviderKind.MAILBOX:
        return [("Signed by", provider.title)]
    return []
