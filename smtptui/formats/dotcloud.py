"""dotcloud.yml: the relay service of type smtp, or the local MTA of another service."""

from collections.abc import Mapping

from smtptui.formats import _yaml
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._environment import port_in
from smtptui.formats._yaml import Path, Scalar
from smtptui.secret import Secret

RELAY, LOCAL = "relay", "local"
_PREFIX = {RELAY: "smtp_relay_", LOCAL: "smtp_"}
_SERVICE = {RELAY: "mailer", LOCAL: "www"}
_FIELDS = {"port": "port", "username": "username", "password": "secret"}


def _pairs(values: Values, target: str, service: str) -> Mapping[Path, Scalar]:
    prefix = (service, "config", _PREFIX[target])
    known: dict[Path, Scalar] = {_key(prefix, "server"): values.host or "", _key(prefix, "port"): values.port or 0}
    if values.username is not None:
        known[_key(prefix, "username")] = values.username
    if values.secret is not None:
        known[_key(prefix, "password")] = revealed(values.secret) or ""
    return {(service, "type"): "smtp", **known} if target == RELAY else known


def _key(prefix: Path, name: str) -> Path:
    return (*prefix[:-1], prefix[-1] + name)


def _service_in(text: str, target: str) -> str:
    """The service that has such keys, or else the first that could have them."""
    found = _yaml.loaded(text)
    services = {name: service for name, service in found.items() if isinstance(name, str) and isinstance(service, dict)}
    for name in services:
        if _yaml.text_at(services, name, "config", f"{_PREFIX[target]}server"):
            return name
    wanted = [name for name, service in services.items() if (service.get("type") == "smtp") is (target == RELAY)]
    return wanted[0] if wanted else _SERVICE[target]


def _parse(text: str, target: str) -> Values:
    found, service = _yaml.loaded(text), _service_in(text, target)

    def value(name: str) -> str | None:
        return _yaml.text_at(found, service, "config", _PREFIX[target] + name)

    secret = value("password")
    return Values(
        host=value("server"),
        port=port_in(value("port")),
        username=value("username"),
        secret=Secret(secret) if secret else None,
    )


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    return ("dotCloud has no key for TLS: whether the secret is encrypted is its relay's choice",)


FORMAT = Format(
    title="dotCloud",
    help="the relay service of a build file, or with --target local another service's own MTA",
    holds=("host", "port", "username", "secret"),
    render=lambda values, target: _yaml.rendered(_pairs(values, target, _SERVICE[target])),
    parse=_parse,
    targets=(RELAY, LOCAL),
    insert=lambda existing, values, target: _yaml.put(existing, _pairs(values, target, _service_in(existing, target))),
    warnings=_warnings,
    signs=Signs(
        r"^[ \t]+smtp_(?:relay_)?server:",
        lacks=r"^[ \t-]*(?:url|smtp): *smtps?://",
        places=("./dotcloud.yml",),
        target=lambda text, path: RELAY if "smtp_relay_server" in text else LOCAL,
    ),
    broken=_yaml.broken,
)
