"""What one key can do for a field: derive a password, take the provider of an address. Offered, never done unasked."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from smtptui.model.provider import Provider, ProviderKind
from smtptui.smtp.mailbox import MailboxError, parse_mailbox
from smtptui.tui.form.draft import ProfileDraft
from smtptui.tui.form.fields import Field

SES = "ses"
# SES: temporary credentials, from which nothing can be derived.
_TEMPORARY = "ASIA"

# The provider whose mailboxes have the domain of an address.
Serving = Callable[[str], Provider | None]


class Deed(StrEnum):
    """What is offered."""

    DERIVE = "derive"
    TAKE_PROVIDER = "take provider"


@dataclass(frozen=True, slots=True)
class Offer:
    """`reason` is what was seen, `words` what the key does. `provider` is the name of the one to take."""

    deed: Deed
    reason: str
    words: str
    provider: str = ""


def offer(key: Field, draft: ProfileDraft, provider: Provider, serving: Serving) -> Offer | None:
    """What one key could do for this field now."""
    if key is Field.SECRET:
        return _derivation(draft, provider)
    if key in (Field.FROM_ADDRESS, Field.USERNAME):
        return _other_provider(draft[key].strip(), _as_saved(key, draft), provider, serving)
    return None


def _derivation(draft: ProfileDraft, provider: Provider) -> Offer | None:
    temporary = draft[Field.USERNAME].strip().upper().startswith(_TEMPORARY)
    if provider.name != SES or temporary:
        return None
    from smtptui.providers.ses import looks_like_secret_key

    if not looks_like_secret_key(draft.secret):
        return None
    region = draft[Field.REGION] or provider.default_region
    return Offer(Deed.DERIVE, "looks like an IAM secret key", f"derives the SMTP password for {region}")


def _as_saved(key: Field, draft: ProfileDraft) -> bool:
    """Whether the operator has left it as it was: then nothing is looked for, and nothing proposed."""
    return draft.saved is not None and draft[key] == (getattr(draft.saved, key.value) or "")


def _other_provider(address: str, as_saved: bool, provider: Provider, serving: Serving) -> Offer | None:
    if as_saved or provider.kind not in (ProviderKind.CUSTOM, ProviderKind.MAILBOX):
        return None
    try:
        domain = parse_mailbox(address).domain
    except MailboxError:
        return None
    found = serving(address)
    if found is None or found.name == provider.name:
        return None
    return Offer(Deed.TAKE_PROVIDER, f"{domain} is at {found.title}", f"takes {found.title}", found.name)
