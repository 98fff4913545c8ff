"""`smtp://user:password@host:port`: percent-encoded (RFC 3986), or as dotCloud's tools wrote it."""

import re
from urllib.parse import quote, unquote

from smtptui.formats._base import Format, Signs, Values
from smtptui.formats._environment import port_in
from smtptui.secret import Secret
from smtptui.smtp.security import Security

ENCODED, DOTCLOUD = "encoded", "dotcloud"
_SCHEMES = {
    "smtp": Security.STARTTLS,
    "submission": Security.STARTTLS,
    "smtps": Security.TLS,
    "submissions": Security.TLS,
}
_URL = re.compile(r"([A-Za-z]+)://(?:(.*)@)?(\[[^\]]*\]|[^\[\]@:/?]*)(?::([0-9]+))?/?(\?.*)?", re.DOTALL)
_USERINFO = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*")
_PLAIN = "?security=none"


def _render(values: Values, target: str) -> str:
    scheme = "smtps" if values.security is Security.TLS else "smtp"
    host = f"[{values.host}]" if ":" in (values.host or "") else values.host
    plain = _PLAIN if values.security is Security.NONE else ""
    return f"{scheme}://{_userinfo(values, target)}{host}:{values.port}{plain}\n"


def _userinfo(values: Values, target: str) -> str:
    if values.secret is None:
        return ""
    user, secret = values.username or "", values.secret.reveal()
    if target == ENCODED:
        user, secret = quote(user, safe=""), quote(secret, safe="")
    return f"{user}:{secret}@"


def _parse(text: str, target: str) -> Values:
    # The last "@" ends the password and the first ":" begins it: dotCloud's own was `_|KZ&CKWa[`, not encoded.
    match = _URL.fullmatch(text.strip("\r\n"))
    if match is None or match[1].lower() not in _SCHEMES:
        return Values()
    user, colon, secret = (match[2] or "").partition(":")
    if target == ENCODED:
        user, secret = unquote(user), unquote(secret)
    return Values(
        host=match[3].strip("[]") or None,
        port=port_in(match[4]),
        security=Security.NONE if match[5] == _PLAIN else _SCHEMES[match[1].lower()],
        username=user or None,
        secret=Secret(secret) if colon else None,
    )


def _spelling(text: str, path: str) -> str:
    """RFC 3986 section 3.2.1: what a URL may not hold before its host was not encoded."""
    match = _URL.fullmatch(text.strip())
    return ENCODED if match is None or _USERINFO.fullmatch(match[2] or "") else DOTCLOUD


def _limit(field: str, text: str, target: str) -> str | None:
    ends = target == DOTCLOUD and field == "username" and ":" in text
    return "a “:” ends it there" if ends else None


FORMAT = Format(
    title="SMTP URL",
    help="one smtp:// or smtps:// address with user name and password",
    holds=("host", "port", "security", "username", "secret"),
    render=_render,
    parse=_parse,
    limit=_limit,
    targets=(ENCODED, DOTCLOUD),
    signs=Signs(r"\A\s*(?:smtp|submission)s?://[^\r\n]+\s*\Z", target=_spelling),
)
