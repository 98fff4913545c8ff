"""What an import found, for people and for programs. The secret itself is in neither."""

from collections.abc import Iterator
from typing import Any

from smtptui.core.importing.reading import Imported
from smtptui.core.settings import resolve
from smtptui.errors import ConfigurationError
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings
from smtptui.store.fields import as_written
from smtptui.text import printable


def as_json(imported: Imported, provider: Provider | None) -> dict[str, Any]:
    """Everything that was found; `profile` as it would stand in config.toml, `secret` whether there is one."""
    profile = imported.found.profile
    settings = _settings(imported, provider)
    endpoint = settings.endpoint if settings else None
    return {
        "source": imported.source,
        "format": imported.format,
        "target": imported.target or None,
        "read_alike_by": list(imported.alike),
        "provider": provider.name if provider else None,
        "host": endpoint.host if endpoint else None,
        "port": endpoint.port if endpoint else None,
        "security": str(endpoint.security) if endpoint else None,
        "secret": bool(imported.found.secret),
        "secret_place": imported.place.shown if imported.place else None,
        "profile": {"name": profile.name, **as_written(profile)} if profile else None,
        "not_placed": [printable(words) for words in imported.found.not_placed],
        "notices": [printable(words) for words in imported.found.notices],
    }


def lines(imported: Imported, provider: Provider | None, format_title: str | None) -> Iterator[tuple[str, str]]:
    """Pairs of label and words, safe to print."""
    yield "Read as", format_title or "no known format: by the names in it"
    if imported.alike:
        yield "Read alike by", ", ".join(imported.alike)
    settings = _settings(imported, provider)
    for label, words in imported.found.placed:
        if label != "Server":
            yield label, words
        if label == "Provider" and settings is not None:
            yield "Server", printable(str(settings.endpoint))
    if not imported.found.secret:
        yield "Secret", printable(f"not in it, but in {imported.place.shown}") if imported.place else "none in it"


def _settings(imported: Imported, provider: Provider | None) -> Settings | None:
    """What the profile amounts to; None where it is not complete."""
    profile = imported.found.profile
    try:
        return resolve(profile, provider) if profile is not None and provider is not None else None
    except ConfigurationError:
        # What is missing is said where the profile is to be written.
        return None
