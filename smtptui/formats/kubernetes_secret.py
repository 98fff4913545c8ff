"""A Secret for Kubernetes, in stringData: every value a text."""

import base64
from collections.abc import Mapping
from typing import Any

from smtptui.formats import _environment, _yaml
from smtptui.formats._base import Format, Signs, Values
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
    found = _yaml.loaded(text)
    encoded = {name: _decoded(value) for name, value in _texts(found.get("data")).items()}
    return _environment.values_in({**encoded, **_texts(found.get("stringData"))})


def _texts(found: Any) -> Mapping[str, str]:
    return {name: value for name, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}


def _decoded(text: str) -> str:
    """What `kubectl get secret -o yaml` prints; nothing for what is no base64 of a text."""
    try:
        return base64.b64decode(text, validate=True).decode()
    except ValueError:
        return ""


FORMAT = Format(
    title="Kubernetes Secret",
    help="a manifest for `kubectl apply -f`, to be read by envFrom",
    holds=_environment.HOLDS,
    render=_render,
    parse=_parse,
    signs=Signs(r"^kind: *['\"]?Secret\b", also=r"\bSMTP_(?:HOST|PASSWORD)\b"),
    broken=_yaml.broken,
)
