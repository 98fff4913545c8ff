"""WP Mail SMTP's option in the database, for `wp option update wp_mail_smtp --format=json`."""

from collections.abc import Mapping
from typing import Any

from smtptui.formats import _json
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, security_of, text_of
from smtptui.smtp.security import Security

_WORDS = {Security.STARTTLS: "tls", Security.TLS: "ssl", Security.NONE: "none"}


def _stored(text: str | None) -> str:
    """WordPress strips one level of backslashes from everything that it takes out of the database."""
    return (text or "").replace("\\", "\\\\")


def _render(values: Values, target: str) -> str:
    mail = {
        "mailer": "smtp",
        "from_email": _stored(values.from_address),
        "from_name": _stored(values.from_name),
        "from_email_force": values.from_address is not None,
        "from_name_force": values.from_name is not None,
        "return_path": True,
    }
    smtp = {
        "host": values.host,
        "port": values.port,
        "encryption": _WORDS[values.security or Security.NONE],
        "autotls": values.security is Security.STARTTLS,
        "auth": values.secret is not None,
        "user": _stored(values.username),
        "pass": _stored(revealed(values.secret)),
    }
    return _json.rendered({"mail": mail, "smtp": smtp})


def _parse(text: str, target: str) -> Values:
    found = _json.loaded(text)
    mail, smtp = _json.inside(found, "mail"), _json.inside(found, "smtp")
    return Values(
        host=_taken(smtp, "host"),
        port=number_of(smtp.get("port")),
        security=security_of(smtp.get("encryption"), _WORDS),
        username=_taken(smtp, "user"),
        secret=secret_of(_taken(smtp, "pass")),
        from_address=_taken(mail, "from_email"),
        from_name=_taken(mail, "from_name"),
    )


def _taken(found: Mapping[str, Any], name: str) -> str | None:
    """What PHP's stripslashes() leaves."""
    text, plain, at = text_of(found.get(name)) or "", "", 0
    while at < len(text):
        at += text[at] == "\\"
        plain += text[at : at + 1]
        at += 1
    return plain or None


FORMAT = Format(
    title="WordPress, WP Mail SMTP option",
    help="JSON for `wp option update wp_mail_smtp --format=json`",
    holds=("host", "port", "security", "username", "secret", "from_address", "from_name"),
    render=_render,
    parse=_parse,
    signs=Signs(r'"from_email"', lacks=r'"provider_settings"'),
    broken=_json.broken,
)
