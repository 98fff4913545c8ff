"""The export formats: every module here with a `FORMAT` is one, called as its file is, with hyphens."""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from smtptui.errors import MisuseError
from smtptui.formats._base import Format


def names() -> Sequence[str]:
    """Every format's name, in alphabetical order; nothing is loaded for it."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name.replace("_", "-") for name in found if not name.startswith("_"))


@cache
def load(name: str) -> Format:
    """The format of this name. Raises MisuseError."""
    if name not in names():
        raise MisuseError(f'there is no format "{name}"', f"choose one of: {', '.join(names())}")
    module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    if not isinstance(module.FORMAT, Format):
        raise TypeError(f"FORMAT of {module.__name__} is no Format")
    return module.FORMAT
