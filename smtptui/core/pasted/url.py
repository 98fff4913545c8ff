"""An address of a mail server as one line: smtp://user:secret@host:587."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from smtptui.secret import Secret
from smtptui.smtp.security import Security

_SCHEME = re.compile(
    r"(?:(?<![A-Za-z0-9-])(?P<provider>[a-z0-9-]{1,40})\+)?(?P<scheme>smtps?|submissions?)(?:\+(?P<how>\w{1,20}))?://",
    re.IGNORECASE,
)
_SECURITY = {
    "smtps": Security.TLS,
    "submissions": Security.TLS,
    "submission": Security.STARTTLS,
    "ssl": Security.TLS,
    # What django-environ, dj-email-url and their like call `tls` turns to TLS after STARTTLS.
    "tls": Security.STARTTLS,
    "starttls": Security.STARTTLS,
}
# RFC 3986 section 3.2.1: what may stand before the @.
_USERINFO = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*")
# Symfony writes this where its own table knows the host.
_NO_HOST = "default"


class UrlParts(NamedTuple):
    """A URL taken apart. `authority` is host and port as written, empty where the URL leaves them to the provider.

    `secret_at` are the secret's columns in the line. `encoded` is False where the secret holds characters that a URL
    does not allow, and so was taken as it stands (as dotCloud writes it).
    """

    start: int
    authority: str
    username: str
    secret: Secret
    secret_at: tuple[int, int]
    security: Security | None
    provider: str | None
    options: tuple[tuple[str, str], ...]
    encoded: bool


def url_in(line: str) -> UrlParts | None:
    """The first URL in a line, however far it has been typed; None where there is none."""
    scheme = _SCHEME.search(line)
    if scheme is None:
        return None
    start, end = scheme.end(), _end(line, scheme)
    # The last @ counts, and it comes before path and query: an unencoded secret may hold any of these characters.
    userinfo, at, rest = line[start:end].rpartition("@")
    if not at and _begun_secret(rest):
        userinfo, rest = rest, ""
    authority, _, query = rest.partition("?")
    username, colon, secret = userinfo.partition(":")
    secret_start = start + len(username) + len(colon)
    encoded = _USERINFO.fullmatch(userinfo) is not None and "\ufffd" not in unquote(userinfo)
    host = authority.partition("/")[0]
    return UrlParts(
        scheme.start(),
        "" if host.lower() == _NO_HOST else host,
        unquote(username) if encoded else username,
        Secret(unquote(secret) if encoded else secret),
        (secret_start, secret_start + len(secret)),
        _SECURITY.get((scheme["how"] or scheme["scheme"]).lower()),
        scheme["provider"].lower() if scheme["provider"] else None,
        tuple(parse_qsl(query)),
        encoded,
    )


def _end(line: str, scheme: re.Match[str]) -> int:
    """Where it ends: at the quote that it began with, else at a blank or the line's end."""
    quote = line[scheme.start() - 1 : scheme.start()]
    if quote and quote in "\"'`" and quote in line[scheme.end() :]:
        return line.rindex(quote)
    blank = re.compile(r"[\s<>]").search(line, scheme.end())
    return blank.start() if blank else len(line)


def _begun_secret(rest: str) -> bool:
    """Whether `user:sec` was typed and the @ is still to come; `host:587` is no such thing."""
    user, colon, secret = rest.partition(":")
    return bool(colon and user and secret) and user[0] != "[" and not re.fullmatch(r"\d{1,5}(?:[/?].*)?", secret)
