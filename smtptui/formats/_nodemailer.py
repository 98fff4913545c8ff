"""The options of nodemailer's SMTP transport, which Ghost reads as well."""

from collections.abc import Mapping
from typing import Any

from smtptui.formats import _json
from smtptui.formats._base import Values, revealed
from smtptui.formats._literals import number_of, secret_of, text_of
from smtptui.smtp.security import Security


def options(values: Values) -> Mapping[str, Any]:
    """host, port, secure, requireTLS, auth. Without requireTLS a stripped STARTTLS would go unnoticed."""
    known: dict[str, Any] = {
        "host": values.host,
        "port": values.port,
        "secure": values.security is Security.TLS,
        "requireTLS": values.security is Security.STARTTLS,
        "ignoreTLS": values.security is Security.NONE,
    }
    if values.ehlo_name is not None:
        known["name"] = values.ehlo_name
    if values.secret is not None:
        known["auth"] = {"user": values.username or "", "pass": revealed(values.secret)}
    return known


def values_in(found: Mapping[str, Any]) -> Values:
    """What such options say."""
    login = _json.inside(found, "auth")
    return Values(
        host=text_of(found.get("host")),
        port=number_of(found.get("port")),
        security=_security(found),
        username=text_of(login.get("user")),
        secret=secret_of(login.get("pass")),
        ehlo_name=text_of(found.get("name")),
    )


def _security(found: Mapping[str, Any]) -> Security | None:
    if "host" not in found:
        return None
    if found.get("secure") is True:
        return Security.TLS
    return Security.STARTTLS if found.get("requireTLS") is True else Security.NONE
