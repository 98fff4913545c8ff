"""A provider of the catalogue: what `providers/data/<name>.toml` says, checked."""

import re
from dataclasses import dataclass
from enum import StrEnum

from smtptui.model.endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Fact:
    """Where a value comes from: `source` in words or as an address, `checked` as YYYY-MM-DD."""

    source: str
    checked: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class RegionalEndpoint:
    """An endpoint and the region it serves ("global" where there is one for all)."""

    region: str
    endpoint: Endpoint
    preferred: bool
    fact: Fact


@dataclass(frozen=True, slots=True)
class Credential:
    """What the user name or the secret must be, in the provider's own words.

    `label` heads the field ("API key"), `help` says in a sentence what goes in and where it is made.
    `literal` is the one value it always has (SendGrid's "apikey"), else None.
    `pattern` is its shape, or None; only a user name's strict pattern may refuse, everything else warns.
    `is_secret` marks a user name that is itself the secret (Postmark's token): never saved, masked everywhere.
    """

    label: str
    help: str
    fact: Fact
    literal: str | None = None
    pattern: re.Pattern[str] | None = None
    strict: bool = False
    is_secret: bool = False
    link: str | None = None


class FromRule(StrEnum):
    """What a provider does to the From address; a closed list."""

    ANY = "any"
    ACCOUNT_ADDRESS = "account_address"
    ACCOUNT_OR_ALIAS = "account_or_alias"
    VERIFIED_SENDER = "verified_sender"
    VERIFIED_DOMAIN = "verified_domain"
    VERIFIED_SENDER_OR_DOMAIN = "verified_sender_or_domain"
    REWRITTEN = "rewritten"
    PROVIDER_DOMAIN = "provider_domain"


@dataclass(frozen=True, slots=True)
class From:
    """The rule and a sentence that says it to the operator."""

    rule: FromRule
    text: str
    fact: Fact


class LimitUnit(StrEnum):
    """What a limit counts; a closed list."""

    MESSAGES = "messages"
    RECIPIENTS = "recipients"
    CONNECTIONS = "connections"
    MEBIBYTES = "mebibytes"


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


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of a plan ("all" where it holds for every plan), as its provider stated it on a date."""

    value: float
    unit: LimitUnit
    window: LimitWindow
    plan: str
    fact: Fact

    def __str__(self) -> str:
        value = f"{self.value:,.10g}"
        per = {"message": "a message", "connection": "a connection", "at_once": "at once"}.get(
            self.window, f"a {self.window}" if self.window != "hour" else "an hour"
        )
        return f"{value} {self.unit} {per}"


@dataclass(frozen=True, slots=True)
class Link:
    """An address worth opening: kind is signup, credentials, help, status, limits or pricing."""

    kind: str
    url: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Note:
    """A peculiarity that an operator should know, in a sentence."""

    text: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Provider:
    """An entry of the catalogue.

    `name` is the catalogue's spelling, `title` what people call it. `kind` is esp (a sending service), mailbox,
    relay, catcher or custom. `mechanisms` are upper case, in the order to try them, empty where nobody knows.
    `host_pattern` holds `{region}` where hosts follow a pattern (SES). `domains` are those of its mail addresses.
    """

    name: str
    title: str
    kind: str
    endpoints: tuple[RegionalEndpoint, ...] = ()
    aliases: tuple[str, ...] = ()
    username: Credential | None = None
    secret: Credential | None = None
    mechanisms: tuple[str, ...] = ()
    from_: From | None = None
    limits: tuple[Limit, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    domains: tuple[str, ...] = ()
    mx_patterns: tuple[str, ...] = ()
    spf_includes: tuple[str, ...] = ()
    dkim_selectors: tuple[str, ...] = ()
    host_pattern: str | None = None
    default_region: str | None = None

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions in the catalogue's order, each once."""
        return tuple(dict.fromkeys(item.region for item in self.endpoints))

    def link(self, kind: str) -> str | None:
        """The first address of this kind."""
        return next((link.url for link in self.links if link.kind == kind), None)
