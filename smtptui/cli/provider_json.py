"""A provider as JSON: the catalogue's own names, each value beside its source and date."""

import re
from typing import Any

from smtptui.model.endpoint import Endpoint
from smtptui.model.provider import Fact, Provider


def as_json(provider: Provider) -> dict[str, Any]:
    """The whole provider; what nobody knows is null or empty."""
    value: dict[str, Any] = _plain(provider)
    return value


def _plain(value: Any) -> Any:
    """A value of the model as JSON has it: named fields become an object, a `fact` and an `endpoint` part of it."""
    if isinstance(value, re.Pattern):
        return value.pattern
    if hasattr(value, "_fields"):
        plain: dict[str, Any] = {}
        for name, part in value._asdict().items():
            # `from_` has its underscore because Python keeps the word for itself.
            plain |= _plain(part) if isinstance(part, Fact | Endpoint) else {name.rstrip("_"): _plain(part)}
        return plain
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
