"""A provider of the catalogue: what `providers/data/<name>.toml` says, checked."""

import re
from enum import StrEnum
from typing import NamedTuple

from smtptui.model.endpoint import Endpoint


class ProviderKind(StrEnum):
    """What a provider is for: sending in bulk, mailboxes, passing on, catching test mail, or whatever you say."""

    ESP = "esp"
    MAILBOX = "mailbox"
    RELAY = "relay"
    CATCHER = "catcher"
    CUSTOM = "custom"


class Fact(NamedTuple):
    """Where a value comes from: `source` in words or as an address, `checked` as YYYY-MM-DD, YYYY-MM or YYYY.

    `certain` is False where the provider's own pages were not read and no two catalogues agree. `checked` is empty in
    the operator's own files, unless they say it.
    """

    source: str
    checked: str
    certain: bool = True


class RegionalEndpoint(NamedTuple):
    """An endpoint and the region it serves ("global" where there is one for all). One of each region is preferred."""

    region: str
    endpoint: Endpoint
    preferred: bool
    fact: Fact
    note: str = ""


class Mistake(NamedTuple):
    """A value that people put in the wrong place: its shape, and a sentence that says what it is instead."""

    pattern: re.Pattern[str]
    text: str
    fact: Fact


class Credential(NamedTuple):
    """What the user name or the secret must be, in the provider's own words.

    `label` heads the field ("API key"), `help` says in a sentence what goes in and where it is made.
    `literal` is the one value it always has (SendGrid's "apikey"), else None; it fits `pattern`.
    `pattern` is its shape, or None; only a user name's strict pattern may refuse, everything else warns.
    `is_secret` marks a user name that is itself the secret (Postmark's token): never saved, masked everywhere.
    `remove_blanks` is for values that their page shows in groups with blanks between.
    """

    label: str
    help: str
    fact: Fact
    literal: str | None = None
    pattern: re.Pattern[str] | None = None
    strict: bool = False
    is_secret: bool = False
    link: str | None = None
    remove_blanks: bool = False
    mistakes: tuple[Mistake, ...] = ()

    def mistake_in(self, value: str) -> str | None:
        """What `value` is instead, if it has the shape of a known mistake."""
        return next((mistake.text for mistake in self.mistakes if mistake.pattern.fullmatch(value)), None)


class FromRule(StrEnum):
    """What a provider does to the From address; a closed list.

    `account_domain` wants the domain of the login, `provider_domain` any domain that is hosted there.
    """

    ANY = "any"
    ACCOUNT_ADDRESS = "account_address"
    ACCOUNT_OR_ALIAS = "account_or_alias"
    ACCOUNT_DOMAIN = "account_domain"
    VERIFIED_SENDER = "verified_sender"
    VERIFIED_DOMAIN = "verified_domain"
    VERIFIED_SENDER_OR_DOMAIN = "verified_sender_or_domain"
    REWRITTEN = "rewritten"
    PROVIDER_DOMAIN = "provider_domain"


class From(NamedTuple):
    """The rule and a sentence that says it to the operator."""

    rule: FromRule
    text: str
    fact: Fact


class LimitUnit(StrEnum):
    """What a limit counts; a closed list. Megabytes are what the provider calls so."""

    MESSAGES = "messages"
    RECIPIENTS = "recipients"
    CONNECTIONS = "connections"
    MEGABYTES = "megabytes"


class LimitWindow(StrEnum):
    """Over what a limit counts; a closed list."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    MESSAGE = "message"
    CONNECTION = "connection"
    AT_ONCE = "at_once"


class Limit(NamedTuple):
    """A limit of a plan ("all" where it holds for every plan), as its provider stated it on a date."""

    value: float
    unit: LimitUnit
    window: LimitWindow
    plan: str
    fact: Fact

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.value == 1 else self.unit.value
        window = {LimitWindow.AT_ONCE: "at once", LimitWindow.HOUR: "an hour"}.get(self.window, f"a {self.window}")
        return f"{self.value:,.10g} {unit} {window}"


class LinkKind(StrEnum):
    """What stands behind an address; a closed list."""

    SIGNUP = "signup"
    CREDENTIALS = "credentials"
    HELP = "help"
    STATUS = "status"
    LIMITS = "limits"
    PRICING = "pricing"


class Link(NamedTuple):
    """An address worth opening. `label` tells several of one kind apart."""

    kind: LinkKind
    url: str
    fact: Fact
    label: str = ""


class Note(NamedTuple):
    """A peculiarity that an operator should know, in a sentence."""

    text: str
    fact: Fact


class DkimRecord(StrEnum):
    """What stands at a DKIM selector: the key itself, or a name of the provider's."""

    TXT = "TXT"
    CNAME = "CNAME"


class DnsValue(NamedTuple):
    """What a customer of the provider has in DNS: an SPF term (RFC 7208 section 4.6.1), a DKIM selector, an MX host.

    `value` is literal or, where `is_pattern`, a regular expression for the whole of it (an MX host in lower case,
    without its final dot). `record` is a selector's. `optional` marks what mail passes without.
    """

    value: str
    fact: Fact
    is_pattern: bool = False
    record: DkimRecord | None = None
    optional: bool = False


class Provider(NamedTuple):
    """An entry of the catalogue.

    `name` is the catalogue's spelling, `title` what people call it. `mechanisms` are upper case, as EHLO spells them,
    empty where nobody knows. `host_pattern` holds `{region}` where hosts follow a pattern (SES). `domains` are those of
    its mail addresses. `default_region` holds where a profile names none; None where there are no endpoints.
    """

    name: str
    title: str
    kind: ProviderKind
    endpoints: tuple[RegionalEndpoint, ...] = ()
    aliases: tuple[str, ...] = ()
    username: Credential | None = None
    secret: Credential | None = None
    mechanisms: tuple[str, ...] = ()
    mechanisms_fact: Fact | None = None
    from_: From | None = None
    limits: tuple[Limit, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    domains: tuple[str, ...] = ()
    mx_patterns: tuple[DnsValue, ...] = ()
    spf_includes: tuple[DnsValue, ...] = ()
    dkim_selectors: tuple[DnsValue, ...] = ()
    host_pattern: str | None = None
    host_pattern_fact: Fact | None = None
    default_region: str | None = None

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions in the catalogue's order, each once."""
        return tuple(dict.fromkeys(item.region for item in self.endpoints))

    def link(self, kind: str) -> str | None:
        """The first address of this kind."""
        return next((link.url for link in self.links if link.kind == kind), None)
