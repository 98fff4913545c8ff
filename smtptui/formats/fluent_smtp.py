"""FluentSMTP's option, for `wp option update fluentmail-settings --format=json`."""

from collections.abc import Mapping
from typing import Any

from smtptui.formats import _json
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, security_of, text_of
from smtptui.smtp.security import Security

_WORDS = {Security.STARTTLS: "tls", Security.TLS: "ssl", Security.NONE: "none"}
_ID = "smtptui"


def _yes(condition: bool) -> str:
    return "yes" if condition else "no"


def _render(values: Values, target: str) -> str:
    settings = {
        "provider": "smtp",
        "host": values.host,
        "port": str(values.port),
        "encryption": _WORDS[values.security or Security.NONE],
        "auto_tls": _yes(values.security is Security.STARTTLS),
        "auth": _yes(values.secret is not None),
        "username": values.username or "",
        "password": revealed(values.secret) or "",
        "sender_email": values.from_address or "",
        "sender_name": values.from_name or "",
        "force_from_email": _yes(values.from_address is not None),
        "force_from_name": _yes(values.from_name is not None),
        "return_path": "yes",
        "key_store": "db",
    }
    connection = {"title": "SMTP", "provider_settings": settings}
    mappings = {values.from_address: _ID} if values.from_address else {}
    # An empty use_encrypt says that the password stands there as it is.
    whole = {
        "connections": {_ID: connection},
        "mappings": mappings,
        "misc": {"default_connection": _ID},
        "use_encrypt": "",
    }
    return _json.rendered(whole)


def _parse(text: str, target: str) -> Values:
    settings = _settings(_json.loaded(text))
    return Values(
        host=text_of(settings.get("host")),
        port=number_of(settings.get("port")),
        security=security_of(settings.get("encryption"), _WORDS),
        username=text_of(settings.get("username")),
        secret=secret_of(settings.get("password")),
        from_address=text_of(settings.get("sender_email")),
        from_name=text_of(settings.get("sender_name")),
    )


def _settings(found: Mapping[str, Any]) -> Mapping[str, Any]:
    chosen = _json.inside(found, "misc").get("default_connection")
    return _json.inside(found, "connections", str(chosen), "provider_settings")


FORMAT = Format(
    title="WordPress, FluentSMTP",
    help="JSON for `wp option update fluentmail-settings --format=json`",
    holds=("host", "port", "security", "username", "secret", "from_address", "from_name"),
    render=_render,
    parse=_parse,
    signs=Signs(r'"provider_settings"'),
    broken=_json.broken,
)
