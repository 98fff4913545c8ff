"""Postfix's main.cf and its table of logins (postconf(5), "MAIN.CF FILE FORMAT"; postmap(1), "TABLE FORMAT").

Both are logical lines: one that begins with a blank goes on with the one before, and between the two may stand comments
and empty lines.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smtptui.formats._base import Values, revealed
from smtptui.formats._editing import newline_of, refuse_twice, with_lines
from smtptui.smtp.security import Security

# Postfix fills both in: the type is hash or lmdb, as it was built, and the folder that of the instance.
LOGIN_MAPS = "$default_database_type:$config_directory/sasl_passwd"
# In the chroot of Debian's smtp(8) a folder of certificates would be out of reach.
SYSTEM_TRUST = "/etc/ssl/certs/ca-certificates.crt"
BLANKS = " \t\r\v\f"
_PARAMETER = re.compile(r"([^\s=]+)[ \t]*=[ \t]*")


class Piece(NamedTuple):
    """A line of a logical line, without its end."""

    start: int
    end: int


class LogicalLine(NamedTuple):
    """What it says, and the lines that it stands on."""

    text: str
    pieces: tuple[Piece, ...]


def parameters(values: Values) -> Mapping[str, str]:
    """What main.cf has to say so that all mail goes out by the relay, and to nobody else in its place."""
    logs_in = values.secret is not None
    return {
        "relayhost": destination(values),
        # `encrypt` would go on with any certificate, and `may` in the clear.
        "smtp_tls_security_level": "none" if values.security is Security.NONE else "secure",
        "smtp_tls_wrappermode": "yes" if values.security is Security.TLS else "no",
        "smtp_tls_CAfile": values.ca_file or SYSTEM_TRUST,
        "smtp_sasl_auth_enable": "yes" if logs_in else "no",
        "smtp_sasl_password_maps": LOGIN_MAPS if logs_in else "",
        # The default refuses PLAIN and LOGIN: "No worthy mechs found".
        "smtp_sasl_security_options": "noanonymous",
        "smtp_sasl_tls_security_options": "noanonymous",
        "smtp_sasl_mechanism_filter": values.mechanism or "",
        "smtp_helo_name": values.ehlo_name or "$myhostname",
    }


def destination(values: Values) -> str:
    """The relay as main.cf and the table spell it, to the letter alike: in brackets, so that no MX is asked for."""
    return f"[{values.host}]:{values.port}"


def login(values: Values) -> str:
    """The table's line."""
    return f"{destination(values)} {values.username or ''}:{revealed(values.secret) or ''}"


def logical_lines(text: str) -> Iterator[LogicalLine]:
    """The lines that say something."""
    pieces: list[Piece] = []
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        if not line.strip(BLANKS) or line.lstrip(BLANKS).startswith("#"):
            continue
        if line[0] not in BLANKS and pieces:
            yield _logical(text, pieces)
            pieces = []
        pieces.append(Piece(match.start(), match.end()))
    if pieces:
        yield _logical(text, pieces)


def _logical(text: str, pieces: list[Piece]) -> LogicalLine:
    return LogicalLine("".join(text[one.start : one.end].rstrip("\r") for one in pieces).strip(BLANKS), tuple(pieces))


def parameters_in(text: str) -> Mapping[str, str]:
    """What main.cf says; the last line of a name counts."""
    found = ((line, _PARAMETER.match(line.text)) for line in logical_lines(text))
    return {match[1]: line.text[match.end() :] for line, match in found if match}


def put(text: str, values: Mapping[str, str]) -> str:
    """main.cf with these parameters; those that say it already, and all else, keep every byte.

    Raises CannotHoldError where one is set twice.
    """
    there: dict[str, list[LogicalLine]] = {}
    for line in logical_lines(text):
        if match := _PARAMETER.match(line.text):
            there.setdefault(match[1], []).append(line)
    ours = [(_only(text, name, there[name]), name) for name in values if name in there]
    for line, name in sorted(ours, key=lambda one: one[0].pieces, reverse=True):
        text = _replaced(text, line, values[name])
    return with_lines(text, [f"{name} = {value}" for name, value in values.items() if name not in there])


def _only(text: str, name: str, lines: list[LogicalLine]) -> LogicalLine:
    refuse_twice(name, [text.count("\n", 0, line.pieces[0].start) + 1 for line in lines])
    return lines[0]


def _replaced(text: str, line: LogicalLine, value: str) -> str:
    """Its value anew: the lines on which it went on are gone, comments between them stay."""
    match = _PARAMETER.match(line.text)
    if match is None or line.text[match.end() :] == value:
        return text
    for piece in reversed(line.pieces[1:]):
        text = text[: piece.start] + text[text.find("\n", piece.end) + 1 or len(text) :]
    first = line.pieces[0]
    written = text[first.start : first.end]
    name = written[: written.index("=") + 1]
    space = re.match(r"[ \t]*", written[len(name) :])
    gap = space[0] if space and written[len(name) :].strip() else " "
    end = "\r" if written.endswith("\r") else ""
    return text[: first.start] + (name + gap + value).rstrip(" ") + end + text[first.end :]


def put_login(text: str, values: Values) -> str:
    """The table with our line before the others, and no other line of the same key."""
    key = destination(values)
    for line in reversed(list(logical_lines(text))):
        if line.text.split(None, 1)[0] == key:
            for piece in reversed(line.pieces):
                text = text[: piece.start] + text[text.find("\n", piece.end) + 1 or len(text) :]
    first = next(logical_lines(text), None)
    at = first.pieces[0].start if first else len(text)
    newline = newline_of(text)
    start = newline if at and text[at - 1] != "\n" else ""
    return f"{text[:at]}{start}{login(values)}{newline}{text[at:]}"
