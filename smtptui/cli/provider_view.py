"""A provider as text: one line in the list, or all its facts with their sources."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from smtptui.model.provider import Credential, DnsValue, Fact, Provider, ProviderKind, RegionalEndpoint

_WIDTH = 80
# Name, title and endpoint, a blank between.
_COLUMNS = (16, 24, 38)
_KINDS = {
    ProviderKind.ESP: "sending service",
    ProviderKind.MAILBOX: "mailboxes",
    ProviderKind.RELAY: "relay",
    ProviderKind.CATCHER: "catches test mail",
    ProviderKind.CUSTOM: "your own values",
}


def list_line(provider: Provider) -> str:
    """Name, title and preferred endpoint, in at most 80 columns."""
    where = str(provider.endpoints[0].endpoint) if provider.endpoints else "you give the host"
    columns = (provider.name, provider.title, where)
    return " ".join(_fitted(text, width) for text, width in zip(columns, _COLUMNS, strict=True)).rstrip()


def _fitted(text: str, width: int) -> str:
    """Exactly so wide. What is too long loses its middle: a host's end and its port tell more."""
    if len(text) > width:
        kept = width - 1
        text = f"{text[: kept // 3]}…{text[len(text) - (kept - kept // 3) :]}"
    return text.ljust(width)


class _Sources:
    """The numbers of the sources, in the order they are cited."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def cite(self, fact: Fact) -> str:
        number = self._numbers.setdefault((fact.source, fact.checked), len(self._numbers) + 1)
        return f"[{number}]" if fact.certain else f"[{number}?]"

    def lines(self) -> Iterator[str]:
        for (source, checked), number in self._numbers.items():
            yield from _wrapped(f"[{number}]", f"{source}, checked {checked}" if checked else source)


def fact_lines(provider: Provider) -> Iterator[str]:
    """Everything that the catalogue knows of it, each value with a number that stands under «Sources»."""
    sources = _Sources()
    yield f"{provider.title} ({provider.name}), {_KINDS[provider.kind]}"
    if provider.aliases:
        yield from _wrapped("", f"also called {', '.join(provider.aliases)}")
    yield from _section("Endpoints, the preferred one first", _endpoints(provider, sources))
    yield from _section("User name", _credential(provider.username, sources))
    yield from _section("Secret", _credential(provider.secret, sources))
    yield from _section("Mechanisms", _mechanisms(provider, sources))
    yield from _section("From address", _from(provider, sources))
    yield from _section("Limits", _limits(provider, sources))
    yield from _section("Addresses", _links(provider, sources))
    yield from _section("DNS", _dns(provider, sources))
    yield from _section("Good to know", _notes(provider, sources))
    yield from _section("Sources (?: likely, but not confirmed)", sources.lines())


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading and its lines; nothing at all where there are none."""
    for index, line in enumerate(lines):
        if index == 0:
            yield from ("", heading)
        yield line


def _wrapped(label: str, text: str, width: int = 0) -> Iterator[str]:
    """Lines of at most 80 columns under a label; an address on the web is never broken."""
    first = f"  {label:<{width}} " if label else "  "
    yield from textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _endpoints(provider: Provider, sources: _Sources) -> Iterator[str]:
    width = max((len(region) for region in provider.regions), default=0)
    for (region, host), group in groupby(provider.endpoints, lambda item: (item.region, item.endpoint.host)):
        items = tuple(group)
        note = f" ({items[0].note})" if items[0].note else ""
        yield from _wrapped(region, f"{host}{note} {sources.cite(items[0].fact)}", width)
        yield from _wrapped(" ", ", ".join(_port(item, items[0].fact, sources) for item in items), width)
    if provider.host_pattern and provider.host_pattern_fact:
        pattern = f"{provider.host_pattern} {sources.cite(provider.host_pattern_fact)}"
        yield from _wrapped("other regions", pattern)


def _port(item: RegionalEndpoint, usual: Fact, sources: _Sources) -> str:
    words = f"{item.endpoint.port} {item.endpoint.security.label}"
    return words if item.fact == usual else f"{words} {sources.cite(item.fact)}"


def _credential(credential: Credential | None, sources: _Sources) -> Iterator[str]:
    if credential is None:
        return
    yield from _wrapped("", f"{credential.label}: {credential.help} {sources.cite(credential.fact)}")
    if credential.pattern and not credential.literal:
        yield from _wrapped(
            "", f"{'must match' if credential.strict else 'usually matches'} {credential.pattern.pattern}"
        )


def _mechanisms(provider: Provider, sources: _Sources) -> Iterator[str]:
    if provider.mechanisms_fact:
        yield from _wrapped("", f"{' '.join(provider.mechanisms)} {sources.cite(provider.mechanisms_fact)}")


def _from(provider: Provider, sources: _Sources) -> Iterator[str]:
    if rule := provider.from_:
        yield from _wrapped("", f"{rule.text} {sources.cite(rule.fact)}")


def _limits(provider: Provider, sources: _Sources) -> Iterator[str]:
    for limit in provider.limits:
        yield from _wrapped("", f"{limit}; {limit.plan} {sources.cite(limit.fact)}")


def _links(provider: Provider, sources: _Sources) -> Iterator[str]:
    for link in provider.links:
        label = f" ({link.label})" if link.label else ""
        yield from _wrapped("", f"{link.kind}{label}: {link.url} {sources.cite(link.fact)}")


def _dns(provider: Provider, sources: _Sources) -> Iterator[str]:
    groups = (("SPF", provider.spf_includes), ("DKIM", provider.dkim_selectors), ("MX", provider.mx_patterns))
    for label, values in groups:
        for value in values:
            yield from _wrapped(label, f"{_dns_words(value)} {sources.cite(value.fact)}", width=4)


def _dns_words(value: DnsValue) -> str:
    record = f" ({value.record})" if value.record else ""
    return f"{'matches ' if value.is_pattern else ''}{value.value}{record}{', not needed' if value.optional else ''}"


def _notes(provider: Provider, sources: _Sources) -> Iterator[str]:
    for note in provider.notes:
        yield from _wrapped("-", f"{note.text} {sources.cite(note.fact)}")
