"""What the names and values of a pasted text say, before anybody asks which provider that is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from smtptui.core.pasted.lines import Pair, is_read, lines_of, pairs_in
from smtptui.core.pasted.names import Name, name_for
from smtptui.core.pasted.url import UrlParts, url_in
from smtptui.secret import Secret

_INCOMING = re.compile(r"\b(?:imap4?|pop3?|incoming|posteingang\w*|entrante|r[ée]ception)\b", re.IGNORECASE)
_OUTGOING = re.compile(r"smtp|outgoing|postausgang|sortant|saliente", re.IGNORECASE)
# A reference to a value that stands elsewhere, and what a guide writes for a value that is yours.
_ELSEWHERE = re.compile(
    r"\$\{|\$\(|\$[A-Za-z_]+$|getenv|process\.env|os\.environ|env\(|ENV\[|<%|\{\{|<[^>@]*>$|\[[^\]]* [^\]]*\]$"
    r"|(?:your|the|same|use|see|as)\s",
    re.IGNORECASE,
)
# «password a=b» without quotes: what stands before the sign is half of the secret.
_SECRET_AND_MORE = re.compile(r"\s*(?:pass\w*|pwd|secret|token|\w*key)\s+\S", re.IGNORECASE)


@dataclass(slots=True)
class Values:
    """`texts` are the first value of each name; for security there may be several, `security` holds all.

    `not_placed` says in words what was left, and never a value: it might be a secret.
    """

    texts: dict[Name, str] = field(default_factory=dict)
    security: list[tuple[str, str]] = field(default_factory=list)
    secret: Secret = field(default_factory=lambda: Secret(""))
    url: UrlParts | None = None
    not_placed: list[str] = field(default_factory=list)


def values_in(text: str) -> Values:
    """Everything that a pasted text says about sending mail."""
    found = Values()
    for url in filter(None, map(url_in, filter(is_read, lines_of(text)))):
        _take_url(found, url)
    for name, pair in named(text):
        if name is None:
            found.not_placed.append(described(pair))
        elif name is not Name.NOTHING:
            _take(found, name, pair)
    return found


def _take_url(found: Values, url: UrlParts) -> None:
    if found.url is not None:
        found.not_placed.append("a second URL")
        return
    found.url = url
    found.secret = found.secret or url.secret
    if url.authority:
        found.texts.setdefault(Name.HOST, url.authority)
    if url.username:
        found.texts.setdefault(Name.USERNAME, url.username)
    for key, value in url.options:
        name = name_for(key)
        if name is None or name in (Name.SECRET, Name.USERNAME, Name.HOST):
            found.not_placed.append(f"«{key[:40]}» of the URL")
        elif name is not Name.NOTHING:
            _take(found, name, Pair(key, value, 0, 0, 0))


def _take(found: Values, name: Name, pair: Pair) -> None:
    taken = bool(found.secret) if name is Name.SECRET else name in found.texts
    if _ELSEWHERE.match(pair.value):
        found.not_placed.append(f"{described(pair)}: its value stands elsewhere")
    elif taken:
        found.not_placed.append(f"{described(pair)}: {name} was said before")
    elif name is Name.SECRET:
        found.secret = Secret(pair.value)
    elif name is Name.SECURITY:
        found.security.append((pair.key, pair.value))
    else:
        found.texts[name] = pair.value


def described(pair: Pair) -> str:
    """A line by its name alone; one that has no value may be a secret itself."""
    if not pair.value or _SECRET_AND_MORE.match(pair.key):
        return f"line {pair.line + 1}"
    return f"line {pair.line + 1}, «{pair.key.strip()[:40]}»"


def named(text: str) -> Iterator[tuple[Name | None, Pair]]:
    """Each value with what its name means; URLs, and what is about incoming mail, are left out."""
    urls = {number for number, line in enumerate(lines_of(text)) if is_read(line) and url_in(line)}
    outgoing = _outgoing(pair for pair in pairs_in(text) if pair.line not in urls)
    waiting: Pair | None = None
    for pair in outgoing:
        name = name_for(pair.key)
        if name is None and not pair.value and waiting is not None:
            # A page that was copied: the name on one line, its value on the next.
            yield name_for(waiting.key), Pair(waiting.key, pair.key, pair.line, pair.start - len(pair.key), pair.end)
        elif name is None or pair.value:
            yield name, pair
        waiting = pair if name is not None and not pair.value else None


def _outgoing(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Without what stands between a mention of IMAP or POP and the next one of SMTP."""
    incoming = False
    for pair in pairs:
        incoming = not _OUTGOING.search(pair.key) and (incoming or bool(_INCOMING.search(pair.key)))
        if not incoming:
            yield pair


def looks_like_settings(text: str) -> bool:
    """Whether a text says more than one thing: a whole URL with a login, or several lines with names that are known."""
    found = values_in(text)
    return len(found.texts) + bool(found.secret) > 1


def masked(text: str) -> list[str]:
    """The lines of a text as they may be shown: every letter of a secret is a dot, so that columns stay the same."""
    lines = lines_of(text)
    for name, pair in named(text):
        if name is Name.SECRET and pair.value:
            lines[pair.line] = _dotted(lines[pair.line], pair.start, pair.end)
    return [_dotted(line, *url.secret_at) if is_read(line) and (url := url_in(line)) else line for line in lines]


def _dotted(line: str, start: int, end: int) -> str:
    return line[:start] + "•" * (end - start) + line[end:]
