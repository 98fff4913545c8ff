"""Drupal 10.2 and later with core's own mailer: plain values, nothing percent-encoded."""

from collections.abc import Mapping

from smtptui.formats import _drupal, _dsn
from smtptui.formats._base import Values, revealed
from smtptui.formats._literals import number_of, secret_of, text_of
from smtptui.formats._php import Key, Literal
from smtptui.smtp.security import Security

_MAIL = ("$config", "system.mail")
_DSN = (*_MAIL, "mailer_dsn")


def _pairs(values: Values, target: str) -> Mapping[Key, Literal]:
    pairs: dict[Key, Literal] = {
        (*_MAIL, "interface", "default"): "symfony_mailer",
        (*_DSN, "scheme"): "smtps" if values.security is Security.TLS else "smtp",
        (*_DSN, "host"): values.host,
        # Since 11.3 an integer or nothing (strict_types).
        (*_DSN, "port"): values.port,
        (*_DSN, "user"): values.username,
        (*_DSN, "password"): revealed(values.secret),
        (*_DSN, "options", "auto_tls"): values.security is not Security.NONE,
        (*_DSN, "options", "require_tls"): values.security is Security.STARTTLS,
    }
    if values.from_address is not None:
        pairs["$config", "system.site", "mail"] = values.from_address
    return pairs


def _read(found: Mapping[Key, Literal], target: str) -> Values:
    return Values(
        host=text_of(found.get((*_DSN, "host"))),
        port=number_of(found.get((*_DSN, "port"))),
        security=_security(found),
        username=text_of(found.get((*_DSN, "user"))),
        secret=secret_of(found.get((*_DSN, "password"))),
        from_address=text_of(found.get(("$config", "system.site", "mail"))),
    )


def _security(found: Mapping[Key, Literal]) -> Security | None:
    scheme = found.get((*_DSN, "scheme"))
    if scheme == "smtps":
        return Security.TLS
    if scheme != "smtp":
        return None
    return Security.NONE if found.get((*_DSN, "options", "auto_tls")) is False else Security.STARTTLS


FORMAT = _drupal.in_settings_php(
    "Drupal 10.2 and later, core's mailer",
    "mailer_dsn in settings.php, without any module",
    _pairs,
    _read,
    r"['\"]mailer_dsn['\"]",
    _dsn.limit,
)._replace(warnings=_dsn.warnings, may_skip_starttls=True)
