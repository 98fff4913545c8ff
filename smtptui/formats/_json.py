"""JSON files, written whole."""

import json
from collections.abc import Mapping
from typing import Any


def rendered(value: Mapping[str, Any]) -> str:
    """Indented, letters of every script as they are."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def loaded(text: str) -> Mapping[str, Any]:
    """The object in a file; an empty one where it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def inside(found: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """An object deep in another; an empty one where there is none."""
    for name in path:
        inner = found.get(name)
        found = inner if isinstance(inner, dict) else {}
    return found


def broken(text: str) -> str | None:
    """Where JSON ends; None for a whole document."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return f"line {error.lineno}, column {error.colno} is no JSON"
    except (ValueError, RecursionError):
        return "it is no JSON"
    return None
