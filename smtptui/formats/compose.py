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


def sources(text: str) -> Mapping[str, str]:
    """How the file spells our variables in the first service that has them, by their names."""
    found: dict[str, dict[str, str]] = {}
    for path, source in _yaml.sources(text).items():
        if path[:1] == ("services",) and path[2:3] == ("environment",) and path[3:] and path[-1].startswith("SMTP_"):
            found.setdefault(path[1], {})[path[-1]] = source
    return next((ours for ours in found.values() if "SMTP_HOST" in ours), {})


def _variables(found: Any) -> Mapping[str, str]:
    """Both spellings that Compose reads, a mapping and a list of NAME=value, without what it would expand."""
    if isinstance(found, list):
        found = dict(str(one).split("=", 1) for one in found if "=" in str(one))
    pairs = found.items() if isinstance(found, dict) else ()
    texts = {str(name): str(value) for name, value in pairs if value is not None}
    # What a lone "$" stands for is known where Compose runs.
    return {name: text.replace("$$", "$") for name, text in texts.items() if "$" not in text.replace("$$", "")}


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
