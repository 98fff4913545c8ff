"""The options of nodemailer's SMTP transport, which Ghost reads as well."""

from collections.abc import Mapping
from typing import Any

from smtptui.formats import _json
from smtptui.formats._base import Values, revealed
from smtptui.secret import Secret
from smtptui.smtp.security import Security


def options(values: Values) -> Mapping[str, Any]:
    """host, port, secure, requireTLS, auth. Without requireTLS a stripped STARTTLS would go unnoticed."""
    known: dict[str, Any] = {
        "host": values.host,
        "port": values.port,
        "secure": values.security is Security.TLS,
        "requireTLS": values.security is Security.STARTTLS,
    }
    if values.security is Security.NONE:
        known["ignoreTLS"] = True
    if values.ehlo_name is not None:
        known["name"] = values.ehlo_name
    if values.secret is not None:
        known["auth"] = {"user": values.username or "", "pass": revealed(values.secret)}
    return known


def values_in(found: Mapping[str, Any]) -> Values:
    """What such options say."""
    login = _json.inside(found, "auth")
    secret = _json.text_of(login.get("pass"))
    return Values(
        host=_json.text_of(found.get("host")),
        port=_json.number_of(found.get("port")),
        security=_security(found),
        username=_json.text_of(login.get("user")),
        secret=Secret(secret) if secret else None,
        ehlo_name=_json.text_of(found.get("name")),
    )


def _security(found: Mapping[str, Any]) -> Security | None:
    if "host" not in found:
        return None
    if found.get("secure") is True:
        return Security.TLS
    return Security.STARTTLS if found.get("requireTLS") is True else Security.NONE
