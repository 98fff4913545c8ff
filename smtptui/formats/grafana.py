"""The [smtp] section of grafana.ini, read by go-ini and then by Grafana's own expansion of `${…}` and `$__…{…}`."""

import re
from collections.abc import Iterator, Mapping

from smtptui.formats import _sections
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import host_and_port, secret_of
from smtptui.formats._sections import Dialect, Entry, Found, Section
from smtptui.smtp.security import Security

_SECTION = "smtp"
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_NAME = re.compile(r"[ \t]*([^=:\n]*?)[ \t]*[=:][ \t]*")
_EXPANDED = re.compile(r"\$(?:__\w+)?\{|%\([^)]+\)s")
_WHOLE = '"""'
_IMPLICIT_PORT = 465


def _read(text: str) -> Found:
    sections: list[Section] = []
    entries: list[Entry] = []
    section = ""
    for start, end in _logical_lines(text):
        line = text[start:end].strip()
        if line.startswith("["):
            section = line[1:].rpartition("]")[0].strip()
            sections.append(Section(section, end))
        elif line and line[0] not in "#;" and (match := _NAME.match(text, start, end)):
            value, value_end = _value(text, match.end(), end)
            name, number = match[1].lower(), text.count("\n", 0, start) + 1
            entries.append(Entry(section, name, value, match.end(), value_end, number))
            sections = [one._replace(end=end) if one is sections[-1] else one for one in sections]
    return Found(tuple(sections), tuple(entries))


def _logical_lines(text: str) -> Iterator[tuple[int, int]]:
    """From where to where: a value in long quotes goes on until they close, another one behind a backslash."""
    at = 0
    while at < len(text) and (line := _LINE.match(text, at)):
        start, at = at, line.end()
        if line[0].lstrip()[:1] in ("#", ";", "["):
            yield start, at
            continue
        name = _NAME.match(text, start, at)
        quotes = _long_quotes(text[name.end() : at]) if name else ""
        if name and quotes and quotes not in text[name.end() + len(quotes) : at]:
            closing = text.find(quotes, at)
            at = len(text) if closing < 0 else _line_end(text, closing)
        while not quotes and text[start:at].rstrip().endswith("\\") and at < len(text):
            at = _line_end(text, at)
        yield start, at


def _line_end(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _long_quotes(text: str) -> str:
    return next((quotes for quotes in (_WHOLE, "`") if text.startswith(quotes)), "")


def _value(text: str, start: int, end: int) -> tuple[str, int]:
    """What go-ini makes of it, and where it ends."""
    written = text[start:end].rstrip()
    if quotes := _long_quotes(written):
        closing = written.rfind(quotes, len(quotes))
        if closing >= len(quotes):
            return written[len(quotes) : closing], start + closing + len(quotes)
    bare = re.split(r"[#;]", written)[0].rstrip()
    quoted = len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\""
    return bare[1:-1] if quoted else bare, start + len(bare)


_DIALECT = Dialect(_read, lambda text: f"{_WHOLE}{text}{_WHOLE}")


def _pairs(values: Values) -> Mapping[str, str]:
    host = f"[{values.host}]" if ":" in (values.host or "") else values.host
    known = {
        "enabled": "true",
        "host": f"{host}:{values.port}",
        "user": values.username or "",
        "password": revealed(values.secret) or "",
        "from_address": values.from_address,
        "from_name": values.from_name,
        "ehlo_identity": values.ehlo_name,
        # Port 465 is TLS from the first byte; elsewhere any word but these two means STARTTLS if it is offered.
        "startTLS_policy": "NoStartTLS" if values.security is Security.NONE else "MandatoryStartTLS",
        "skip_verify": "false",
    }
    return {name: value for name, value in known.items() if value is not None}


def _parse(text: str, target: str) -> Values:
    found = _sections.values_in(_DIALECT, text, _SECTION)
    host, port = host_and_port(found.get("host", ""))
    return Values(
        host=host,
        port=port,
        security=_security(found, port),
        username=found.get("user") or None,
        secret=secret_of(found.get("password")),
        from_address=found.get("from_address") or None,
        from_name=found.get("from_name") or None,
        ehlo_name=found.get("ehlo_identity") or None,
    )


def _security(found: Mapping[str, str], port: int | None) -> Security | None:
    if port is None:
        return None
    if port == _IMPLICIT_PORT:
        return Security.TLS
    return Security.NONE if found.get("starttls_policy") == "NoStartTLS" else Security.STARTTLS


def _limit(field: str, text: str, target: str) -> str | None:
    return "Grafana replaces “${…}”, “$__…{…}” and “%(…)s” in a value" if _EXPANDED.search(text) else None


FORMAT = Format(
    title="Grafana",
    help="the [smtp] section of grafana.ini",
    path="/etc/grafana/grafana.ini",
    owner="root:grafana",
    mode=0o640,
    afterwards=("systemctl restart grafana-server",),
    holds=("host", "port", "security", "username", "secret", "from_address", "from_name", "ehlo_name"),
    render=lambda values, target: _sections.rendered(_DIALECT, _SECTION, _pairs(values)),
    parse=_parse,
    insert=lambda existing, values, target: _sections.put(_DIALECT, existing, _SECTION, _pairs(values)),
    limit=_limit,
    signs=Signs(
        r"^\[smtp\]", also=r"^[ \t]*(?:host|password)[ \t]*=", places=("/etc/grafana/custom.ini", "./custom.ini")
    ),
)
