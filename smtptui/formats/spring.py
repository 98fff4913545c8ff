"""spring.mail of Spring Boot, as .properties."""

from collections.abc import Mapping

from smtptui.formats import _properties
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._environment import port_in
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_PREFIX = "spring.mail."
_SMTP = f"{_PREFIX}properties.mail.smtp."


def _pairs(values: Values) -> Mapping[str, str]:
    starttls = values.security is Security.STARTTLS
    pairs = {
        f"{_PREFIX}host": values.host,
        f"{_PREFIX}port": str(values.port),
        f"{_PREFIX}username": values.username,
        f"{_PREFIX}password": revealed(values.secret),
        f"{_SMTP}auth": "true" if values.secret is not None else "false",
        f"{_SMTP}starttls.enable": "true" if starttls else "false",
        # Without it a stripped STARTTLS would go unnoticed.
        f"{_SMTP}starttls.required": "true" if starttls else "false",
        f"{_SMTP}ssl.enable": "true" if values.security is Security.TLS else "false",
        f"{_SMTP}ssl.checkserveridentity": "true",
        f"{_SMTP}from": values.from_address,
    }
    return {name: value for name, value in pairs.items() if value is not None}


def _parse(text: str, target: str) -> Values:
    found = _properties.values_in(text)
    secret = found.get(f"{_PREFIX}password")
    return Values(
        host=found.get(f"{_PREFIX}host"),
        port=port_in(found.get(f"{_PREFIX}port")),
        security=_security(found),
        username=found.get(f"{_PREFIX}username"),
        secret=Secret(secret) if secret else None,
        from_address=found.get(f"{_SMTP}from"),
    )


def _security(found: Mapping[str, str]) -> Security | None:
    if f"{_PREFIX}host" not in found:
        return None
    if found.get(f"{_SMTP}ssl.enable") == "true":
        return Security.TLS
    return Security.STARTTLS if found.get(f"{_SMTP}starttls.required") == "true" else Security.NONE


def _limit(field: str, text: str, target: str) -> str | None:
    return "Spring takes “${…}” for a placeholder" if "${" in text else None


def _hindrances(text: str) -> tuple[str, ...]:
    name = f"{_PREFIX}jndi-name"
    return (
        (f"{name} in this file takes another session in place of all this",)
        if name in _properties.values_in(text)
        else ()
    )


FORMAT = Format(
    title="Spring Boot",
    help="spring.mail lines for application.properties",
    holds=("host", "port", "security", "username", "secret", "from_address"),
    render=lambda values, target: _properties.put("", _pairs(values)),
    parse=_parse,
    insert=lambda existing, values, target: _properties.put(existing, _pairs(values)),
    limit=_limit,
    hindrances=_hindrances,
    signs=Signs(r"^spring\.mail\.(?:host|password|username)\s*[=:]", places=("./application.properties",)),
)
