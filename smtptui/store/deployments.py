"""[deployments.NAME] of config.toml, checked when it is used. What is wrong is said with file, line and key."""

from collections.abc import Mapping
from typing import Any

from smtptui.errors import ConfigurationError
from smtptui.model.configuration import Configuration
from smtptui.model.deployment import Deployment, Part
from smtptui.store.config_file import dotted, read
from smtptui.store.fields import FieldError, text
from smtptui.text import printable
from smtptui.toml_text.statements import KeyPath, line_numbers

_ALLOWED = 'formats = [ { format = "msmtp", path = "/etc/msmtprc" }, … ]'


def deployment_named(configuration: Configuration, name: str) -> Deployment:
    """The deployment of this name. Raises ConfigurationError."""
    if name not in configuration.deployments:
        known = ", ".join(configuration.deployments) or "none yet: config.example.toml shows one"
        raise ConfigurationError(f'there is no deployment "{printable(name)}"', f"in {configuration.path}: {known}")
    key = ("deployments", name)
    try:
        return _deployment(name, configuration.deployments[name])
    except FieldError as error:
        place = _place(configuration, key)
        raise ConfigurationError(f"{place} {error.problem}", f"allowed: {error.allowed}") from None


def _place(configuration: Configuration, key: KeyPath) -> str:
    numbers = line_numbers(read(configuration.path))
    line = numbers.get((*key, "formats")) or numbers.get(key)
    return f"{configuration.path}, line {line}: {dotted(key)}" if line else f"{configuration.path}: {dotted(key)}"


def _deployment(name: str, table: Any) -> Deployment:
    if not isinstance(table, dict):
        raise FieldError("is no table", f"[deployments.{printable(name)}]")
    _refuse_unknown(table, ("formats", "profile"))
    formats = table.get("formats")
    if not isinstance(formats, list) or not formats:
        raise FieldError("names no formats", _ALLOWED)
    profile = text(table["profile"]) if "profile" in table else None
    return Deployment(name, tuple(map(_part, formats)), profile)


def _part(written: Any) -> Part:
    if isinstance(written, str):
        return Part(text(written))
    if not isinstance(written, dict) or "format" not in written:
        raise FieldError("has an entry without a format", _ALLOWED)
    _refuse_unknown(written, Part._fields)
    part = Part(**{key: text(value) for key, value in written.items()})
    if part.path is not None and not part.path.startswith(("/", "~/")):
        raise FieldError(f'has a path that is not absolute: "{printable(part.path)}"', 'one from "/" or "~/"')
    return part


def _refuse_unknown(table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise FieldError(f'has a key that is not known: "{printable(key)}"', ", ".join(known))
