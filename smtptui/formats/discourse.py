"""The environment in containers/app.yml of Discourse's launcher."""

import re
from collections.abc import Mapping

from smtptui.formats import _yaml
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._environment import port_in
from smtptui.formats._yaml import Path, Scalar
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_PREFIX = "DISCOURSE_SMTP_"
_SENDER = "DISCOURSE_NOTIFICATION_EMAIL"
_MECHANISMS = ("plain", "login", "cram-md5")
# What Discourse's own configuration takes for a number or a boolean.
_RETYPED = re.compile(r"true|false|[0-9]+")


def _pairs(values: Values) -> Mapping[Path, Scalar]:
    known: dict[str, Scalar | None] = {
        f"{_PREFIX}ADDRESS": values.host,
        f"{_PREFIX}PORT": values.port,
        f"{_PREFIX}USER_NAME": values.username,
        f"{_PREFIX}PASSWORD": revealed(values.secret),
        f"{_PREFIX}AUTHENTICATION": (values.mechanism or "plain").replace("-", "_"),
        f"{_PREFIX}DOMAIN": values.ehlo_name,
        f"{_PREFIX}ENABLE_START_TLS": values.security is Security.STARTTLS,
        f"{_PREFIX}FORCE_TLS": values.security is Security.TLS,
        f"{_PREFIX}OPENSSL_VERIFY_MODE": "peer",
        _SENDER: values.from_address,
    }
    return {("env", name): value for name, value in known.items() if value is not None}


def _parse(text: str, target: str) -> Values:
    found = _yaml.loaded(text)

    def value(name: str) -> str | None:
        return _yaml.text_at(found, "env", name)

    secret = value(f"{_PREFIX}PASSWORD")
    return Values(
        host=value(f"{_PREFIX}ADDRESS"),
        port=port_in(value(f"{_PREFIX}PORT")),
        security=_security(found),
        username=value(f"{_PREFIX}USER_NAME"),
        secret=Secret(secret) if secret else None,
        ehlo_name=value(f"{_PREFIX}DOMAIN"),
        from_address=value(_SENDER),
    )


def _security(found: Mapping[str, object]) -> Security | None:
    env = found.get("env")
    if not isinstance(env, dict) or f"{_PREFIX}ADDRESS" not in env:
        return None
    if _is_true(env.get(f"{_PREFIX}FORCE_TLS")):
        return Security.TLS
    # Its default is true.
    return Security.STARTTLS if _is_true(env.get(f"{_PREFIX}ENABLE_START_TLS", True)) else Security.NONE


def _is_true(value: object) -> bool:
    return str(value).lower() == "true"


def _limit(field: str, text: str, target: str) -> str | None:
    if field in ("username", "secret") and _RETYPED.fullmatch(text):
        return "Discourse turns digits alone, and words for yes and no, into another type"
    if "\\" in text or text[-1:] in (" ", "\t"):
        return "the launcher reads it line by line, which takes backslashes and blanks at the end away"
    if "{{config}}" in text or "_FILE_SEPERATOR_" in text:
        return "the launcher replaces that word"
    return None


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    if values.security is not Security.STARTTLS:
        return ()
    return (
        "Discourse's STARTTLS is opportunistic: where it is stripped the secret goes out in the clear; prefer port 465",
    )


FORMAT = Format(
    title="Discourse",
    help="the env: section of containers/app.yml",
    path="/var/discourse/containers/app.yml",
    owner="root:root",
    holds=("host", "port", "security", "username", "secret", "ehlo_name", "from_address"),
    render=lambda values, target: _yaml.rendered(_pairs(values)),
    parse=_parse,
    insert=lambda existing, values, target: _yaml.put(existing, _pairs(values)),
    limit=_limit,
    warnings=_warnings,
    signs=Signs(r"^[ \t]+DISCOURSE_SMTP_(?:ADDRESS|PASSWORD):", places=("./containers/app.yml",)),
    broken=_yaml.broken,
    may_skip_starttls=True,
    is_part=True,
    afterwards=("./launcher rebuild app",),
)
