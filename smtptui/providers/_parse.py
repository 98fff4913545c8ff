"""A provider file as a `Provider`: the keys of the format, one function a table."""

import re
from itertools import chain
from pathlib import Path
from typing import Any

from smtptui.model.endpoint import Endpoint
from smtptui.model.provider import (
    Credential,
    DkimRecord,
    DnsValue,
    Fact,
    From,
    FromRule,
    Limit,
    LimitUnit,
    LimitWindow,
    Link,
    LinkKind,
    Mistake,
    Note,
    Provider,
    ProviderKind,
    RegionalEndpoint,
)
from smtptui.providers import _checks as check
from smtptui.providers._document import Document, Table, open_document
from smtptui.smtp.sasl import Mechanism
from smtptui.smtp.security import Security

_MECHANISMS = tuple(mechanism.wire_name for mechanism in Mechanism)


def read_provider(path: Path, *, own: bool = False) -> Provider:
    """The provider in a file; the file's name is the provider's. Raises ConfigurationError."""
    document = open_document(path, own=own)
    name = _name(document)
    top = document.top
    # Every fact needs them, so they come first.
    document.checked = top.take("checked", check.date, "")
    document.sources = top.read("sources", _sources) or {}
    provider = _provider(name, top)
    top.finish()
    return provider


def _name(document: Document) -> str:
    try:
        return check.name(document.path.stem)
    except check.RefusedError as refused:
        raise document.error((), f"the file's name {refused.problem}", refused.allowed) from None


def _sources(table: Table) -> dict[str, str]:
    return {key: table.take(key, check.text) for key in table.written_keys()}


def _provider(name: str, top: Table) -> Provider:
    pattern, pattern_fact = top.read("host_pattern", _host_pattern) or (None, None)
    mechanisms, mechanisms_fact = top.read("mechanisms", _mechanisms) or ((), None)
    endpoints = _endpoints(top)
    if pattern and not endpoints:
        raise top.error("host_pattern", "has no region to go by", "a host_pattern beside [[regions]]")
    return Provider(
        name=name,
        title=top.take("title", check.text),
        kind=top.take("kind", check.one_of(ProviderKind)),
        aliases=top.take("aliases", check.list_of(check.name), ()),
        domains=top.take("domains", check.list_of(check.domain), ()),
        endpoints=endpoints,
        default_region=endpoints[0].region if endpoints else None,
        host_pattern=pattern,
        host_pattern_fact=pattern_fact,
        username=top.read("username", _username),
        secret=top.read("secret", _credential),
        mechanisms=mechanisms,
        mechanisms_fact=mechanisms_fact,
        from_=top.read("from", _from),
        limits=top.read_all("limits", _limit),
        links=top.read_all("links", _link),
        notes=top.read_all("notes", _note),
        spf_includes=top.read_all("spf", _spf),
        dkim_selectors=top.read_all("dkim", _dkim),
        mx_patterns=top.read_all("mx", _mx),
    )


def _endpoints(top: Table) -> tuple[RegionalEndpoint, ...]:
    regions = top.read_all("regions", _region)
    names = [region[0].region for region in regions]
    if doubled := next((name for name in names if names.count(name) > 1), None):
        raise top.error("regions", f'has "{doubled}" twice', "one [[regions]] for each region")
    return tuple(chain.from_iterable(regions))


def _region(table: Table) -> tuple[RegionalEndpoint, ...]:
    name = table.take("name", check.name, "global")
    note = table.take("note", check.text, "")
    fact = table.fact()
    endpoints = table.read_all("endpoints", lambda inner: (_endpoint(inner), inner.fact(fact)))
    if not endpoints:
        raise table.error(None, "has no endpoints", "one or more, the preferred one first")
    return tuple(
        RegionalEndpoint(name, endpoint, preferred=index == 0, fact=own_fact, note=note)
        for index, (endpoint, own_fact) in enumerate(endpoints)
    )


def _endpoint(table: Table) -> Endpoint:
    endpoint = Endpoint(
        table.take("host", check.host), table.take("port", check.port), table.take("security", check.one_of(Security))
    )
    if endpoint.security is Security.NONE and not endpoint.is_loopback:
        raise table.error("security", f"is none to {endpoint.host}", "tls, starttls; none for this machine alone")
    return endpoint


def _host_pattern(table: Table) -> tuple[str, Fact]:
    return table.take("pattern", check.host_pattern), table.fact()


def _mechanisms(table: Table) -> tuple[tuple[str, ...], Fact]:
    return table.take("names", check.list_of(_mechanism)), table.fact()


def _mechanism(value: Any) -> str:
    if value not in _MECHANISMS:
        raise check.RefusedError(f"is {check.quoted(value)}", ", ".join(_MECHANISMS))
    return str(value)


def _username(table: Table) -> Credential:
    """A credential with the keys that are the user name's alone: the secret's shape never refuses."""
    credential = _credential(table)
    literal = table.take("literal", check.text, None)
    return credential._replace(
        literal=literal,
        pattern=credential.pattern or (re.compile(re.escape(literal)) if literal else None),
        strict=table.take("strict", check.flag, False),
        is_secret=table.take("is_secret", check.flag, False),
    )


def _credential(table: Table) -> Credential:
    return Credential(
        label=table.take("label", check.text),
        help=table.take("help", check.text),
        pattern=table.take("pattern", check.shape, None),
        link=table.take("link", check.url, None),
        remove_blanks=table.take("remove_blanks", check.flag, False),
        mistakes=table.read_all("mistakes", _mistake),
        fact=table.fact(),
    )


def _mistake(table: Table) -> Mistake:
    return Mistake(table.take("pattern", check.shape), table.take("text", check.text), table.fact())


def _from(table: Table) -> From:
    return From(table.take("rule", check.one_of(FromRule)), table.take("text", check.text), table.fact())


def _limit(table: Table) -> Limit:
    return Limit(
        value=table.take("value", check.positive_number),
        unit=table.take("unit", check.one_of(LimitUnit)),
        window=table.take("window", check.one_of(LimitWindow)),
        plan=table.take("plan", check.text, "all"),
        fact=table.fact(),
    )


def _link(table: Table) -> Link:
    return Link(
        kind=table.take("kind", check.one_of(LinkKind)),
        url=table.take("url", check.url),
        label=table.take("label", check.text, ""),
        fact=table.fact(),
    )


def _note(table: Table) -> Note:
    return Note(table.take("text", check.text), table.fact())


def _spf(table: Table) -> DnsValue:
    term, optional = table.take("term", check.text), table.take("optional", check.flag, False)
    return DnsValue(term, table.fact(), optional=optional)


def _mx(table: Table) -> DnsValue:
    return DnsValue(table.take("pattern", check.shape).pattern, table.fact(), is_pattern=True)


def _dkim(table: Table) -> DnsValue:
    selector, pattern = table.take("selector", check.text, None), table.take("pattern", check.shape, None)
    record = table.take("record", check.one_of(DkimRecord))
    if (selector is None) == (pattern is None):
        raise table.error(None, "is not right", "either a selector or a pattern")
    value = pattern.pattern if pattern else str(selector)
    return DnsValue(value, table.fact(), is_pattern=pattern is not None, record=record)
