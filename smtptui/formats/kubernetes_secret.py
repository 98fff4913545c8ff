"""A Secret for Kubernetes, in stringData: every value a text."""

from collections.abc import Mapping
from typing import Any

from smtptui.formats import _environment, _yaml
from smtptui.formats._base import Format, Values
from smtptui.formats._yaml import Path, Scalar

_HEAD: Mapping[Path, Scalar] = {
    ("apiVersion",): "v1",
    ("kind",): "Secret",
    ("type",): "Opaque",
    ("metadata", "name"): "smtp",
}


def _render(values: Values, target: str) -> str:
    data: Mapping[Path, Scalar] = {
        ("stringData", name): value for name, value in _environment.variables(values) if value is not None
    }
    return _yaml.rendered({**_HEAD, **data})


def _parse(text: str, target: str) -> Values:
    data: Mapping[Any, Any] = _yaml.loaded(text).get("stringData") or {}
    texts = {name: value for name, value in data.items() if isinstance(value, str)} if isinstance(data, dict) else {}
    return _environment.values_in(texts)


FORMAT = Format(
    title="Kubernetes Secret",
    help="a manifest for `kubectl apply -f`, to be read by envFrom",
    path="-",
    owner="",
    mode=0o600,
    holds=_environment.HOLDS,
    render=_render,
    parse=_parse,
)
