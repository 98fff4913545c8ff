"""What is to be said beside a field, in words, while somebody types. Nothing here ever stops the typing."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from smtptui.core.pasting import check_secret_shape, check_username
from smtptui.model.provider import FromRule, Provider
from smtptui.smtp.mailbox import MailboxError, ascii_domain, parse_mailbox
from smtptui.tui.form.draft import DraftError, ProfileDraft
from smtptui.tui.form.fields import Field, needs_host
from smtptui.tui.form.offers import SES, Offer


class Level(StrEnum):
    """How much a remark matters: fine, worth knowing, or it cannot work."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence beside a field."""

    level: Level
    text: str


def remark(key: Field, draft: ProfileDraft, provider: Provider) -> Remark | None:
    """What to say about this field now; None where there is nothing to say."""
    check = _CHECKS.get(key)
    return check(draft, provider) if check else None


def with_offer(said: Remark | None, offer: Offer | None, key: str) -> Remark | None:
    """The offer in place of what else there is to say, unless that cannot work at all."""
    if offer is None or (said is not None and said.level is Level.WRONG):
        return said
    return Remark(Level.NOTE, f"{offer.reason}: {key} {offer.words}")


def _wrong(text: str) -> Remark:
    return Remark(Level.WRONG, text)


def _name(draft: ProfileDraft, provider: Provider) -> Remark | None:
    name = draft[Field.NAME].strip()
    if not name:
        return _wrong("a profile needs a name")
    return None if name.isprintable() else _wrong("holds a character that cannot be shown")


def _address(key: Field) -> Callable[[ProfileDraft, Provider], Remark | None]:
    def check(draft: ProfileDraft, provider: Provider) -> Remark | None:
        text = draft[key].strip()
        try:
            if text:
                parse_mailbox(text)
        except MailboxError as error:
            return _wrong(str(error))
        return None

    return check


def _from(draft: ProfileDraft, provider: Provider) -> Remark | None:
    text = draft[Field.FROM_ADDRESS].strip()
    if not text:
        return Remark(Level.NOTE, "empty: test messages and the MAIL stage need it")
    broken = _address(Field.FROM_ADDRESS)(draft, provider)
    return broken or _from_rule(text, draft[Field.USERNAME].strip(), provider)


def _from_rule(address: str, username: str, provider: Provider) -> Remark | None:
    rule = provider.from_.rule if provider.from_ else FromRule.ANY
    bound = rule in (FromRule.ACCOUNT_ADDRESS, FromRule.ACCOUNT_OR_ALIAS, FromRule.REWRITTEN)
    if not bound or "@" not in username or address.lower() == username.lower():
        return None
    words = {
        FromRule.ACCOUNT_ADDRESS: f"{provider.title} takes only {username} here",
        FromRule.ACCOUNT_OR_ALIAS: f"works if it is an alias of {username}",
        FromRule.REWRITTEN: f"{provider.title} writes {username} in its place, unless it is an alias of it",
    }
    return Remark(Level.NOTE, words[rule])


def _username(draft: ProfileDraft, provider: Provider) -> Remark | None:
    text = draft[Field.USERNAME].strip()
    if not text:
        return Remark(Level.NOTE, "empty: the session will not log in") if provider.username else None
    problem = check_username(provider, text)
    return Remark(Level.WRONG if problem.refuses else Level.NOTE, problem.text) if problem else None


def _secret(draft: ProfileDraft, provider: Provider) -> Remark | None:
    if not draft.secret:
        return _missing_secret(draft, provider)
    if provider.name == SES and draft[Field.USERNAME].strip().upper().startswith("ASIA"):
        return _wrong("a temporary key (ASIA…) has no SMTP password: SES takes long-term keys (AKIA…) alone")
    if warning := check_secret_shape(provider, draft.secret):
        return Remark(Level.NOTE, warning)
    has_shape = provider.secret is not None and provider.secret.pattern is not None
    return Remark(Level.FINE, "has the right shape") if has_shape else None


def _missing_secret(draft: ProfileDraft, provider: Provider) -> Remark | None:
    stored = not draft.is_new and draft.kept_in
    logs_in = draft[Field.USERNAME].strip() or (provider.username is not None and provider.username.is_secret)
    return Remark(Level.NOTE, "empty: the login will fail") if logs_in and not stored else None


def _argument(draft: ProfileDraft, provider: Provider) -> Remark | None:
    return None if draft[Field.SECRET_ARGUMENT].strip() else _wrong("say where the secret is")


def _host(draft: ProfileDraft, provider: Provider) -> Remark | None:
    text = draft[Field.HOST].strip()
    if not text:
        return _wrong("the server's name or address is needed") if needs_host(provider) else None
    if any(character.isspace() for character in text):
        return _wrong("holds a blank")
    try:
        ascii_domain(text)
    except MailboxError as error:
        return _wrong(str(error))
    return None


def _port(draft: ProfileDraft, provider: Provider) -> Remark | None:
    try:
        draft.profile()
    except DraftError as error:
        if error.field is Field.PORT:
            return _wrong(str(error))
    return None


def _security(draft: ProfileDraft, provider: Provider) -> Remark | None:
    if draft[Field.SECURITY] == "none":
        return Remark(Level.NOTE, "everything can be read on the way; right for this machine alone")
    return None


def _fingerprint(draft: ProfileDraft, provider: Provider) -> Remark | None:
    text = draft[Field.TLS_FINGERPRINT].strip().lower()
    digits = text.removeprefix("sha256:").replace(":", "")
    if not text or (len(digits) == 64 and all(digit in "0123456789abcdef" for digit in digits)):
        return None
    return _wrong("sha256: and 64 hexadecimal digits")


_CHECKS: dict[Field, Callable[[ProfileDraft, Provider], Remark | None]] = {
    Field.NAME: _name,
    Field.USERNAME: _username,
    Field.SECRET: _secret,
    Field.SECRET_ARGUMENT: _argument,
    Field.FROM_ADDRESS: _from,
    Field.TO_ADDRESS: _address(Field.TO_ADDRESS),
    Field.HOST: _host,
    Field.PORT: _port,
    Field.SECURITY: _security,
    Field.TLS_FINGERPRINT: _fingerprint,
}
