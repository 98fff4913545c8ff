"""action_mailer's SMTP settings, for config/environments/production.rb."""

import re
from collections.abc import Mapping

from smtptui.formats import _ruby
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, text_of
from smtptui.formats._ruby import Value
from smtptui.smtp.security import Security

_PAIR = re.compile(r"^[ \t]*([a-z_]+): ", re.MULTILINE)
_FROM = re.compile(r"^[ \t]*config\.action_mailer\.default_options = \{ from: ", re.MULTILINE)


def _render(values: Values, target: str) -> str:
    settings: dict[str, Value | None] = {
        "address": values.host,
        "port": values.port,
        "domain": values.ehlo_name,
        "user_name": values.username,
        "password": revealed(values.secret),
        "tls": values.security is Security.TLS,
        # enable_starttls_auto, the default, would go on in the clear where STARTTLS is stripped.
        "enable_starttls": values.security is Security.STARTTLS,
        "enable_starttls_auto": False,
    }
    lines = [f"  {name}: {_ruby.quoted(value)}," for name, value in settings.items() if value is not None]
    if values.secret is not None:
        lines.append(f"  authentication: :{(values.mechanism or 'plain').replace('-', '_')},")
    sender = f"config.action_mailer.default_options = {{ from: {_ruby.quoted(values.from_address or '')} }}"
    head = ["config.action_mailer.delivery_method = :smtp", sender, "config.action_mailer.smtp_settings = {"]
    body = [f"  {line}" for line in [*head, *lines, "}"]]
    return "\n".join(["Rails.application.configure do", *body, "end", ""])


def _parse(text: str, target: str) -> Values:
    found = {match[1]: _ruby.literal(text[match.end() :]) for match in _PAIR.finditer(text)}
    sender = _FROM.search(text)
    mechanism = found.get("authentication")
    return Values(
        host=text_of(found.get("address")),
        port=number_of(found.get("port")),
        security=_security(found),
        username=text_of(found.get("user_name")),
        secret=secret_of(found.get("password")),
        ehlo_name=text_of(found.get("domain")),
        mechanism=mechanism.replace("_", "-") if isinstance(mechanism, str) else None,
        from_address=text_of(_ruby.literal(text[sender.end() :])) if sender else None,
    )


def _security(found: Mapping[str, Value | None]) -> Security | None:
    if "address" not in found:
        return None
    if found.get("tls") is True:
        return Security.TLS
    return Security.STARTTLS if found.get("enable_starttls") is True else Security.NONE


def _limit(field: str, text: str, target: str) -> str | None:
    known = ("plain", "login", "cram-md5")
    return f"Rails knows {', '.join(known)}" if field == "mechanism" and text not in known else None


FORMAT = Format(
    title="Rails",
    help="config.action_mailer, for an environment's .rb file",
    holds=("host", "port", "security", "username", "secret", "ehlo_name", "from_address"),
    render=_render,
    parse=_parse,
    insert=lambda existing, values, target: _ruby.put(existing, _render(values, target)),
    limit=_limit,
    signs=Signs(r"action_mailer\.smtp_settings"),
)
