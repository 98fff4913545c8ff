"""A pasted text as names and values, whatever language it was written in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Quotes that programs and word processors write around a value.
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "„": "“", "‘": "’", "«": "»"}
_ESCAPED = re.compile(r"\\([\\'\"$`])")
_COMMENT = re.compile(r"(?:#|//|;|/\*|\*|<!--|<\?php|\?>)")
# PHP's define('NAME', value), and methods that take an address: $mail->setFrom('a@example.com', 'Name').
_CALL = re.compile(r"(?:define\s*\(\s*['\"](?P<constant>\w+)['\"]\s*,|->\s*(?P<method>setFrom|addAddress)\s*\()\s*")
_SEPARATED = re.compile(r"(?P<key>[^=:]+?|:\w+)\s*(?:=>|:=|=|:(?!//))\s*")
# Columns of a table that was copied from a page.
_COLUMNS = re.compile(r"(?P<key>\S+(?: \S+)*)(?:\t+| {2,}|\s*\|\s*)")
# msmtp: a name, a blank, a value.
_MSMTP = re.compile(
    r"(?P<key>host|port|from|user|password|passwordeval|tls|tls_starttls|tls_trust_file|tls_fingerprint|auth|account"
    r"|domain|logfile|syslog|timeout|aliases|protocol|socket|source_ip|(?:dsn|proxy|tls)_[a-z_]+|set_[a-z]+_header)\s+"
)
# The same without doubt: the value is one word, or stands in quotes; any sign may be in it.
_MSMTP_WORD = re.compile(_MSMTP.pattern + r"(?=(?:\"[^\"]*\"|[^\s=:\"]\S*)\s*$)")
# Postfix: [host]:port user:secret, as in sasl_passwd(5).
_SASL_PASSWD = re.compile(r"(?P<host>\[\S+\](?::\d+)?|[\w.-]+\.[\w-]+:\d+)\s+(?P<user>\S+?):(?P<secret>\S+)")
# «Server: … Port: … Username: …» on one line.
_LABEL = re.compile(
    r"(?<=[\s,;])(?=(?:(?:smtp|outgoing|mail)\s+)*(?:server|host|port|user\s?name|user|login|password|security"
    r"|encryption)\s*:\s)",
    re.IGNORECASE,
)

_OBJECT = re.compile(r"\{\s*['\"]?\w+['\"]?\s*(?::|=>)")
_LONGEST_LINE = 2_000


class Pair(NamedTuple):
    """A name and a value. `line` counts from 0; `start` and `end` are the value's columns in it.

    A name that stands alone has no value; where there is no name, `key` is empty.
    """

    key: str
    value: str
    line: int
    start: int
    end: int


def pairs_in(text: str) -> Iterator[Pair]:
    """Every name and value in their order; comments and braces are left out."""
    for number, line in enumerate(lines_of(text)):
        for start, end in _pieces(line) if is_read(line) else ():
            yield from _pairs(line, number, start, end)


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def is_read(line: str) -> bool:
    """Whether a line is short enough to hold a setting."""
    return len(line) <= _LONGEST_LINE


def _pieces(line: str) -> list[tuple[int, int]]:
    """Where the statements of a line stand; mostly there is one."""
    cuts = [0, *(found.start() for found in _LABEL.finditer(line)), *_commas(line), len(line)]
    return list(zip(sorted(set(cuts)), sorted(set(cuts))[1:], strict=False))


def _commas(line: str) -> list[int]:
    """Commas and braces outside quotes, in a line that holds a whole object: { host: "…", port: 587 }."""
    if not _OBJECT.search(line) or "://" in line:
        return []
    quoted = [range(*found.span()) for found in re.finditer(r"\"[^\"]*\"|'[^']*'", line)]
    return [at for at, letter in enumerate(line) if letter in ",{}" and not any(at in one for one in quoted)]


def _pairs(line: str, number: int, start: int, end: int) -> Iterator[Pair]:
    while start < end and line[start] in " \t,{}(\u00a0\ufeff\u200b•-*>":
        start += 1
    end = start + len(line[start:end].rstrip(" \t,{}\u00a0\u200b\r"))
    if _COMMENT.match(line, start, end) or not any(letter.isalnum() for letter in line[start:end]):
        return
    if found := _SASL_PASSWD.fullmatch(line, start, end):
        for key in ("host", "user", "secret"):
            yield Pair(key, found[key], number, *found.span(key))
    elif found := _CALL.search(line, start, end):
        yield _valued(found["constant"] or found["method"], line, number, found.end(), end)
    else:
        yield _one(line, number, start, end)


def _one(line: str, number: int, start: int, end: int) -> Pair:
    for form in (_MSMTP_WORD, _SEPARATED, _MSMTP, _COLUMNS):
        if found := form.match(line, start, end):
            return _valued(found["key"], line, number, found.end(), end)
    return Pair(line[start:end], "", number, end, end)


def _valued(key: str, line: str, number: int, start: int, end: int) -> Pair:
    closing = _QUOTES.get(line[start : start + 1])
    if closing is not None:
        found = re.compile(rf"(?:[^{closing}\\]|\\.)*(?={closing})").match(line, start + 1, end)
        if found:
            return Pair(key, _ESCAPED.sub(r"\1", found[0]), number, *found.span())
    value = re.split(r"\s+#\s", line[start:end])[0].rstrip(" ;,)")
    return Pair(key, value, number, start, start + len(value))
