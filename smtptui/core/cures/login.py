"""Fixes of the login, and of the names that a client gives: mechanism, user name, secret, sender, EHLO name."""

from collections.abc import Iterator

from smtptui.core.cures.fix import SECRET, Case, Change, Fix, change
from smtptui.core.pasting import without_blanks
from smtptui.model.provider import Provider, ProviderKind
from smtptui.providers import name_for_domain
from smtptui.smtp.sasl import TOKEN_MECHANISMS, Mechanism, choose
from smtptui.smtp.security import Security

_TOKENS = {mechanism.value for mechanism in TOKEN_MECHANISMS}
# They never show the secret to the server, which therefore needs it in clear or prepared: one that keeps another
# hash of it refuses the right secret.
_BY_PROOF = (Mechanism.SCRAM_SHA_256.wire_name, Mechanism.CRAM_MD5.wire_name)


def other_mechanism(case: Case) -> Iterator[Fix]:
    """One that the server offers and we speak. A token is no password, and a password no token."""
    settings = case.settings
    refused = case.report.mechanism or settings.mechanism.upper()
    if settings.mechanism in _TOKENS or refused.lower() in _TOKENS:
        return
    if settings.mechanism != "auto" and _chosen(case, ()) not in (None, refused):
        yield _mechanism(case, "auto", f"log in with {_chosen(case, ())}")
    other = _chosen(case, (refused,))
    if other is not None:
        yield _mechanism(case, other.lower(), f"log in with {other}")


def _chosen(case: Case, without: tuple[str, ...]) -> str | None:
    security = case.settings.endpoint.security
    offered = [name for name in case.report.capabilities.offered_mechanisms if name not in without]
    chosen = choose(offered, security, "auto", case.settings.provider_mechanisms)
    if chosen is None or (chosen.wire_name not in _BY_PROOF and _is_overheard(case)):
        return None
    return chosen.wire_name


def _is_overheard(case: Case) -> bool:
    """Whether others on the way would read what the mechanism shows."""
    return case.settings.endpoint.security is Security.NONE and not case.settings.endpoint.is_loopback


def shown_to_the_server(case: Case) -> Iterator[Fix]:
    """PLAIN or LOGIN over TLS, after a mechanism that a server with hashed secrets cannot check."""
    if case.report.mechanism not in _BY_PROOF or case.settings.endpoint.security is Security.NONE:
        return
    plain = choose(case.report.capabilities.offered_mechanisms, Security.TLS, "plain")
    mechanism = plain or choose(case.report.capabilities.offered_mechanisms, Security.TLS, "login")
    if mechanism is not None:
        yield _mechanism(case, mechanism.value, f"try {mechanism.wire_name} in place of {case.report.mechanism}")


def _mechanism(case: Case, after: str, words: str) -> Fix:
    return Fix(words, (change(case, "mechanism", after, text="" if after == "auto" else None),))


def trimmed(case: Case) -> Iterator[Fix]:
    """User name and secret without the blanks that came with them."""
    username = case.settings.username or ""
    bare = without_blanks(case.provider, username)
    names = (change(case, "username", bare),) if bare != username else ()
    secrets = (Change(SECRET, "with blanks", "without"),) if case.blanks_in_secret else ()
    what = " and ".join(("user name",) * bool(names) + ("secret",) * bool(secrets))
    if what:
        yield Fix(f"remove the blanks from the {what}", (*names, *secrets))


def fixed_username(case: Case) -> Iterator[Fix]:
    """The one word that the provider takes for everybody, such as SendGrid's apikey."""
    credential = case.provider.username
    if credential is not None and credential.literal is not None and case.settings.username != credential.literal:
        after = change(case, "username", credential.literal)
        yield Fix(f"use the user name {credential.literal}", (after,))


def whole_address(case: Case) -> Iterator[Fix]:
    """The From address as the user name, where the name alone was given."""
    username, sender = case.settings.username or "", case.settings.from_address or ""
    if username and sender.rpartition("@")[0].lower() == username.lower() and _takes_addresses(case.provider):
        yield Fix(f"try the user name {sender}", (change(case, "username", sender),))


def _takes_addresses(provider: Provider) -> bool:
    return provider.kind in (ProviderKind.MAILBOX, ProviderKind.CUSTOM)


def no_login(case: Case) -> Iterator[Fix]:
    """A relay that offers no login wants none: it trusts addresses. No provider of the catalogue does."""
    offered = case.report.capabilities
    encrypted = case.settings.endpoint.security is not Security.NONE
    if case.provider.kind is ProviderKind.CUSTOM and (encrypted or not offered.offers("STARTTLS")):
        yield Fix("try without a login", (change(case, "username", ""),))


def sender_that_logs_in(case: Case) -> Iterator[Fix]:
    """The account's own address as the sender."""
    username = case.settings.username or ""
    if "@" in username and (case.settings.from_address or "").lower() != username.lower():
        yield Fix(f"send from {username}", (change(case, "from_address", username),))


def qualified_name(case: Case) -> Iterator[Fix]:
    """A fully qualified EHLO name (RFC 5321 section 4.1.1.1): this machine's, or the sender's domain."""
    host_name = case.host_name.strip(".")
    if _is_public(host_name):
        yield Fix(f"say EHLO {host_name}", (change(case, "ehlo_name", host_name),))
    domain = (case.settings.from_address or "").rpartition("@")[2].lower()
    # A mailbox provider's domain is its own servers' name, not this machine's.
    if _is_public(domain) and domain != host_name.lower() and name_for_domain(domain) is None:
        yield Fix(f"say EHLO {domain}", (change(case, "ehlo_name", domain),))


# Names that the world cannot look up: RFC 6761, RFC 6762, RFC 9476, and what virtual machines are called.
_PRIVATE = ("local", "localdomain", "localhost", "internal", "lan", "home", "arpa", "invalid", "test", "alt")


def _is_public(name: str) -> bool:
    head, dot, last = name.lower().rpartition(".")
    return bool(head and dot) and name.isascii() and last not in _PRIVATE and not last.isdigit()
