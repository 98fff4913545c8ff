"""app.mailer of Shield and of Frontier, its successor: keys of one meaning, defaults that differ."""

from collections.abc import Mapping
from typing import Any

from smtptui.formats import _yaml
from smtptui.formats._base import Format, Signs, Values, Warnings, revealed
from smtptui.formats._environment import port_in
from smtptui.formats._yaml import Path, Scalar
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_MAILER = ("app", "mailer")
_IMPLICIT_PORT = 465
_MOCK_HOST = "smtp.example.com"
_KEYS = r"^[ \t]+smtp_(?:host|password):"
_POLICY = r"^[ \t]+smtp_tls_policy:"
# Without the policy, a file of Frontier's says what Shield's says.
_SIGNS = {
    True: Signs(_KEYS, also=_POLICY, places=("./config.yaml",)),
    False: Signs(_KEYS, also=r"^[ \t]+mailer:", lacks=_POLICY, places=("./config.yaml",)),
}


def mailer(title: str, *, policy: bool, insecure: bool, warnings: Warnings) -> Format:
    """The format of one of the two. `policy`: it reads smtp_tls_policy. `insecure`: what smtp_insecure must be."""

    def pairs(values: Values) -> Mapping[Path, Scalar]:
        known: dict[Path, Scalar] = {
            (*_MAILER, "smtp_host"): values.host or "",
            (*_MAILER, "smtp_port"): values.port or 0,
            (*_MAILER, "smtp_username"): values.username or "",
            (*_MAILER, "smtp_password"): revealed(values.secret) or "",
            # It switches the verification of certificates off, not TLS, whatever the name says.
            (*_MAILER, "smtp_insecure"): insecure,
        }
        if policy:
            known[*_MAILER, "smtp_tls_policy"] = "none" if values.security is Security.NONE else "mandatory"
        if values.from_address is not None:
            known[*_MAILER, "headers", "from"] = values.from_address
        return known

    def limit(field: str, text: str, target: str) -> str | None:
        if field == "host" and text == _MOCK_HOST:
            return f"with the host {_MOCK_HOST} it sends nothing and says nothing"
        never = field == "security" and text == Security.NONE and not policy
        return "its STARTTLS is mandatory, without a way to switch it off" if never else None

    return Format(
        title=title,
        help="app.mailer in config.yaml",
        holds=("host", "port", "security", "username", "secret", "from_address"),
        render=lambda values, target: _yaml.rendered(pairs(values)),
        parse=lambda text, target: _parse(_yaml.loaded(text)),
        insert=lambda existing, values, target: _yaml.put(existing, pairs(values)),
        limit=limit,
        warnings=warnings,
        signs=_SIGNS[policy],
        broken=_yaml.broken,
    )


def _parse(found: Mapping[Any, Any]) -> Values:
    secret = _yaml.text_at(found, *_MAILER, "smtp_password")
    port = port_in(_yaml.text_at(found, *_MAILER, "smtp_port"))
    return Values(
        host=_yaml.text_at(found, *_MAILER, "smtp_host"),
        port=port,
        security=_security(found, port),
        username=_yaml.text_at(found, *_MAILER, "smtp_username"),
        secret=Secret(secret) if secret else None,
        from_address=_yaml.text_at(found, *_MAILER, "headers", "from"),
    )


def _security(found: Mapping[Any, Any], port: int | None) -> Security | None:
    if port is None:
        return None
    if port == _IMPLICIT_PORT:
        return Security.TLS
    policy = _yaml.text_at(found, *_MAILER, "smtp_tls_policy") or ""
    # Any other word, "no" too, means mandatory.
    return Security.NONE if policy.lower() == "none" else Security.STARTTLS
