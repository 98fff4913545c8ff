"""The environment of a service for Docker Compose, in which every `$` is doubled."""

from collections.abc import Mapping
from typing import Any

from smtptui.formats import _environment, _yaml
from smtptui.formats._base import Format, Values

_PATH = ("services", "app", "environment")


def _render(values: Values, target: str) -> str:
    known = {(*_PATH, name): value for name, value in _environment.variables(values) if value is not None}
    return _yaml.rendered({path: value.replace("$", "$$") for path, value in known.items()})


def _parse(text: str, target: str) -> Values:
    found: Mapping[Any, Any] = _yaml.loaded(text)
    for name in _PATH:
        inner = found.get(name)
        found = inner if isinstance(inner, dict) else {}
    return _environment.values_in({name: str(value).replace("$$", "$") for name, value in found.items()})


FORMAT = Format(
    title="Docker Compose",
    help="a service's environment, for compose.override.yaml",
    path="-",
    owner="",
    mode=0o600,
    holds=_environment.HOLDS,
    render=_render,
    parse=_parse,
)
