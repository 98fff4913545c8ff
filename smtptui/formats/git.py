"""The sendemail section of a git configuration file, which `git send-email` sends by (git-config(1), Syntax)."""

import re
from collections.abc import Mapping

from smtptui.formats import _sections
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._environment import port_in
from smtptui.formats._literals import secret_of, security_of
from smtptui.formats._sections import Dialect, Entry, Found, Section
from smtptui.smtp.security import Security

_SECTION = "sendemail"
_WORDS = {Security.STARTTLS: "tls", Security.TLS: "ssl", Security.NONE: "none"}
_MEANT = re.compile(r"[^ \t\r\n]")
_HEADER = re.compile(r'\[([A-Za-z0-9.-]+)(?:[ \t]+("(?:[^"\\\n]|\\.)*"))?\]')
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*(=?)[ \t]*")
# A quoted run, an escaped character or line end, blanks, or plain characters.
_PIECE = re.compile(r'"((?:[^"\\\n]|\\.|\\\r?\n)*)"|\\(\r?\n|.)|([ \t]+)|([^"\\#;\s]+)')
_ESCAPES = {"n": "\n", "t": "\t", "b": "\b"}


def _read(text: str) -> Found:
    sections: list[Section] = []
    entries: list[Entry] = []
    at = 0
    while meant := _MEANT.search(text, at):
        at = meant.start()
        if header := _HEADER.match(text, at):
            at = header.end()
            sections.append(Section(_section_name(header), _line_end(text, at)))
        elif sections and (name := _NAME.match(text, at)):
            value, end = _value(text, name.end()) if name[2] else ("true", name.end())
            number = text.count("\n", 0, at) + 1
            entries.append(Entry(sections[-1].name, name[1].lower(), value, name.end(), end, number))
            at = _line_end(text, end)
            sections[-1] = sections[-1]._replace(end=at)
        else:
            at = _line_end(text, at)
    return Found(tuple(sections), tuple(entries))


def _section_name(header: "re.Match[str]") -> str:
    return header[1].lower() + (f" {header[2]}" if header[2] else "")


def _line_end(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _value(text: str, start: int) -> tuple[str, int]:
    """A value unquoted, and where it ends: before a comment, and before blanks that nothing follows."""
    pieces: list[str] = []
    blanks, at, end = "", start, start
    while piece := _PIECE.match(text, at):
        quoted, escaped, gap, plain = piece.groups()
        at = piece.end()
        if gap is not None:
            blanks += gap
            continue
        pieces.append(blanks + _unescaped(quoted, escaped, plain))
        blanks, end = "", at
    return "".join(pieces), end


def _unescaped(quoted: str | None, escaped: str | None, plain: str | None) -> str:
    if quoted is not None:
        return re.sub(r"\\(\r?\n|.)", lambda match: _character(match[1]), quoted)
    return _character(escaped) if escaped is not None else plain or ""


def _character(escaped: str) -> str:
    return "" if escaped.endswith("\n") else _ESCAPES.get(escaped, escaped)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_DIALECT = Dialect(_read, _quoted, "\t")


def _pairs(values: Values) -> Mapping[str, str]:
    known = {
        "smtpServer": values.host,
        "smtpServerPort": str(values.port),
        "smtpEncryption": _WORDS[values.security or Security.NONE],
        "smtpUser": values.username,
        "smtpPass": revealed(values.secret),
        "smtpAuth": values.mechanism.upper() if values.mechanism else None,
        "smtpDomain": values.ehlo_name,
        "smtpSSLCertPath": values.ca_file,
        "from": values.from_address,
    }
    return {name: value for name, value in known.items() if value is not None}


def _parse(text: str, target: str) -> Values:
    found = _sections.values_in(_DIALECT, text, _SECTION)
    return Values(
        host=found.get("smtpserver") or None,
        port=port_in(found.get("smtpserverport")),
        security=security_of(found.get("smtpencryption", "none"), _WORDS) if "smtpserver" in found else None,
        username=found.get("smtpuser") or None,
        secret=secret_of(found.get("smtppass")),
        mechanism=found["smtpauth"].lower() if found.get("smtpauth") else None,
        ehlo_name=found.get("smtpdomain") or None,
        ca_file=found.get("smtpsslcertpath") or None,
        from_address=found.get("from") or None,
    )


def _hindrances(text: str) -> tuple[str, ...]:
    trust = _sections.values_in(_DIALECT, text, _SECTION).get("smtpsslcertpath")
    return ("smtpSSLCertPath is empty in this file: git verifies no certificate",) if trust == "" else ()


FORMAT = Format(
    title="git send-email",
    help="the sendemail section of ~/.gitconfig",
    path="~/.gitconfig",
    holds=(
        *("host", "port", "security", "username", "secret"),
        *("mechanism", "ehlo_name", "ca_file", "from_address"),
    ),
    render=lambda values, target: _sections.rendered(_DIALECT, _SECTION, _pairs(values)),
    parse=_parse,
    insert=lambda existing, values, target: _sections.put(_DIALECT, existing, _SECTION, _pairs(values)),
    hindrances=_hindrances,
    signs=Signs(r"^[ \t]*\[(?i:sendemail)\b", also=r"(?i:smtp(?:server|user|pass))", places=("~/.config/git/config",)),
)
