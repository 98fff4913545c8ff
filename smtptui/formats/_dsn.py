"""The DSN of Symfony's mailer: percent-encoded, with its own words for TLS."""

import re
from urllib.parse import quote, unquote

from smtptui.formats._base import Values
from smtptui.formats._environment import port_in
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_DSN = re.compile(r"(smtps?)://(?:([^:@]*):([^@]*)@)?(\[[^\]]*\]|[^:/?@]*):([0-9]+)(?:/?\?(.*))?")
_OPTIONS = {Security.TLS: "", Security.STARTTLS: "?require_tls=true", Security.NONE: "?auto_tls=false"}


def written(values: Values) -> str:
    """The DSN. A blank is %20: some versions take a plus sign for one, others do not."""
    scheme = "smtps" if values.security is Security.TLS else "smtp"
    host = f"[{values.host}]" if ":" in (values.host or "") else values.host
    query = _OPTIONS[values.security or Security.NONE]
    return f"{scheme}://{_userinfo(values)}{host}:{values.port}{query}"


def _userinfo(values: Values) -> str:
    if values.secret is None:
        return ""
    return f"{quote(values.username or '', safe='')}:{quote(values.secret.reveal(), safe='')}@"


def read(dsn: str) -> Values:
    """What a DSN says; nothing where it is none."""
    match = _DSN.fullmatch(dsn)
    if match is None:
        return Values()
    scheme, username, secret, host, port, query = match.groups()
    plain = "auto_tls=false" in (query or "")
    return Values(
        host=host.strip("[]"),
        port=port_in(port),
        security=Security.TLS if scheme == "smtps" else Security.NONE if plain else Security.STARTTLS,
        username=unquote(username) if username else None,
        secret=Secret(unquote(secret)) if secret else None,
    )


def limit(field: str, text: str, target: str) -> str | None:
    """A zero is nothing to PHP."""
    return "Symfony's mailer takes 0 for nothing" if field in ("username", "secret") and text == "0" else None


def warnings(values: Values, target: str) -> tuple[str, ...]:
    """What happens where STARTTLS is stripped."""
    if values.security is not Security.STARTTLS:
        return ()
    return ("before Symfony 7.3 the mailer sends the secret in the clear where STARTTLS is stripped: prefer port 465",)
