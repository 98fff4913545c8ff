"""The environment of a service for Docker Compose, in which every `$` is doubled."""

from collections.abc import Mapping
from typing import Any

from smtptui.formats import _environment, _yaml
from smtptui.formats._base import Format, Signs, Values

_PATH = ("services", "app", "environment")


def _render(values: Values, target: str) -> str:
    known = {(*_PATH, name): value for name, value in _environment.variables(values) if value is not None}
    return _yaml.rendered({path: value.replace("$", "$$") for path, value in known.items()})


def _parse(text: str, target: str) -> Values:
    services = _yaml.loaded(text).get("services")
    for service in services.values() if isinstance(services, dict) else ():
        found = _variables(service.get("environment")) if isinstance(service, dict) else {}
        if "SMTP_HOST" in found:
            return _environment.values_in(found)
    return Values()


def _variables(found: Any) -> Mapping[str, str]:
    """Both spellings that Compose reads: a mapping, and a list of NAME=value."""
    if isinstance(found, list):
        found = dict(str(one).split("=", 1) for one in found if "=" in str(one))
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(name): str(value).replace("$$", "$") for name, value in pairs if value is not None}


FORMAT = Format(
    title="Docker Compose",
    help="a service's environment, for compose.override.yaml",
    holds=_environment.HOLDS,
    render=_render,
    parse=_parse,
    signs=Signs(
        r"^services:",
        also=r"\bSMTP_(?:HOST|PASSWORD)\b",
        places=("./compose.yaml", "./compose.override.yaml", "./docker-compose.yml"),
    ),
    broken=_yaml.broken,
)
