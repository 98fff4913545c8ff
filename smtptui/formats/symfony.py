"""MAILER_DSN in Symfony's .env.local: percent-encoded, in single quotes."""

import re
from urllib.parse import quote, unquote

from smtptui.formats import _dotenv
from smtptui.formats._base import Format, Signs, Values
from smtptui.formats._dotenv import Dialect
from smtptui.formats._environment import port_in
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_DSN = re.compile(r"(smtps?)://(?:([^:@]*):([^@]*)@)?(\[[^\]]*\]|[^:/?@]*):([0-9]+)(?:/?\?(.*))?")


def _quoted(text: str) -> str:
    # In any other kind of quotes $(command) would be carried out. Nothing that is encoded holds a quote.
    return f"'{text}'"


_DIALECT = Dialect(_quoted, "'\"", '"', lambda quote, inside: inside)


def _variables(values: Values) -> dict[str, str]:
    scheme = "smtps" if values.security is Security.TLS else "smtp"
    host = f"[{values.host}]" if ":" in (values.host or "") else values.host
    options = {Security.TLS: "", Security.STARTTLS: "?require_tls=true", Security.NONE: "?auto_tls=false"}
    query = options[values.security or Security.NONE]
    return {"MAILER_DSN": f"{scheme}://{_userinfo(values)}{host}:{values.port}{query}"}


def _userinfo(values: Values) -> str:
    if values.secret is None:
        return ""
    return f"{quote(values.username or '', safe='')}:{quote(values.secret.reveal(), safe='')}@"


def _parse(text: str, target: str) -> Values:
    match = _DSN.fullmatch(_dotenv.values_in(_DIALECT, text).get("MAILER_DSN", ""))
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


def _limit(field: str, text: str, target: str) -> str | None:
    return "Symfony's mailer takes 0 for nothing" if field in ("username", "secret") and text == "0" else None


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    if values.security is not Security.STARTTLS:
        return ()
    return ("before Symfony 7.3 the mailer sends the secret in the clear where STARTTLS is stripped: prefer port 465",)


FORMAT = Format(
    title="Symfony",
    help="MAILER_DSN in .env.local",
    path="/var/www/html/.env.local",
    owner="www-data:www-data",
    mode=0o640,
    holds=("host", "port", "security", "username", "secret"),
    render=lambda values, target: _dotenv.rendered(_DIALECT, _variables(values)),
    parse=_parse,
    insert=lambda existing, values, target: _dotenv.put(_DIALECT, existing, _variables(values)),
    limit=_limit,
    warnings=_warnings,
    signs=Signs(r"^(?:export )?MAILER_DSN=", places=("/var/www/*/.env.local", "./.env.local", "./.env")),
)
