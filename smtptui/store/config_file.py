"""config.toml read and checked. Whatever is wrong is said with file, line and key."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from smtptui.errors import ConfigurationError
from smtptui.model.configuration import DEFAULT_KEEP_DAYS, Configuration
from smtptui.model.profile import Profile
from smtptui.store.fields import KEYS, FieldError, check_name, read_field, text
from smtptui.store.paths import providers_folder
from smtptui.store.toml_read import read_toml
from smtptui.text import printable
from smtptui.toml_text.statements import KeyPath, line_numbers, lines_of

ProviderExists = Callable[[str], bool]

_MAXIMUM_OCTETS = 64 * 2**20
_LONGEST_KEEP_DAYS = 36_500
_TABLES = ("profiles", "ui", "keys", "history", "deployments", "relay")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)")
# tomllib's words for what it meets behind a bare key that should have been quoted.
_NEEDS_QUOTES = re.compile(r"key part|after a key|at the end of a table declaration", re.IGNORECASE)
# What people call a secret. It never stands in this file, and where it does, the key's name is all that is repeated.
_LOOKS_SECRET = re.compile(r"pass|pwd|token|api_?key|credential", re.IGNORECASE)


def load(path: Path, provider_exists: ProviderExists | None = None) -> Configuration:
    """Read and check the configuration; an absent file is an empty one. Raises ConfigurationError.

    `provider_exists` tells whether a name is in the catalogue; None leaves that unchecked.
    """
    return parse(read(path), path, provider_exists)


def read(path: Path) -> str:
    """The file's text, without a byte order mark; empty where there is no file. Raises ConfigurationError."""
    try:
        with path.open("rb") as file:
            octets = file.read(_MAXIMUM_OCTETS + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be read: {error.strerror}", "it must be a file that you can read"
        ) from error
    if len(octets) > _MAXIMUM_OCTETS:
        raise ConfigurationError(f"{path} cannot be read: it has more than 64 MiB")
    return _decoded(octets, path)


def _decoded(octets: bytes, path: Path) -> str:
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = octets.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(f"{path}, line {line}: is not UTF-8", "save the file as UTF-8") from None


def parse(source: str, path: Path, provider_exists: ProviderExists | None = None) -> Configuration:
    """Check the text of a configuration; `path` is for messages. Raises ConfigurationError."""
    return check(tables_of(source, path), source, path, provider_exists)


def check(
    tables: Mapping[str, Any], source: str, path: Path, provider_exists: ProviderExists | None = None
) -> Configuration:
    """Check what `source` says, already read as TOML. Raises ConfigurationError."""
    return _Reader(source, path, provider_exists).configuration(tables)


def tables_of(source: str, path: Path, read_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """The text as TOML alone, unchecked. Raises ConfigurationError with line and column."""
    try:
        return read_toml(source, read_float)
    except ValueError as error:
        raise _no_toml(source, path, str(error)) from None
    except RecursionError:
        raise ConfigurationError(f"{path} is not TOML: it is nested too deep") from None


def _no_toml(source: str, path: Path, message: str) -> ConfigurationError:
    lines = lines_of(source) or [""]
    place = _PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), len(lines[-1]) + 1)
    problem = printable(_PLACE.sub("", message).removesuffix(" (at end of document)"))
    words = f"{path}, line {line}, column {column}: is not TOML: {problem}"
    quoting = 'a name with more than letters, digits, - and _ stands in quotes, [profiles."my mail"]; '
    advice = "correct it there; nothing is written to this file before it can be read"
    return ConfigurationError(words, (quoting if _NEEDS_QUOTES.search(problem) else "") + advice)


def relay_instance(path: Path) -> Path | None:
    """The Postfix that [relay] names, whatever else the file holds. Raises ConfigurationError."""
    source = read(path)
    if "relay" not in source:
        return None
    table = tables_of(source, path).get("relay", {})
    reader = _Reader(source, path, None)
    reader.check_table(("relay",), table)
    return reader.relay_instance(table)


def dotted(path: KeyPath) -> str:
    """A key as TOML spells it: profiles."my mail".port."""
    return ".".join(name if _BARE_KEY.fullmatch(name) else f'"{printable(name)}"' for name in path)


class _Reader:
    """One reading of one text: knows where to point when something is wrong, and collects the warnings."""

    def __init__(self, source: str, path: Path, provider_exists: ProviderExists | None) -> None:
        self.source = source
        self.path = path
        self.provider_exists = provider_exists
        self.warnings: list[str] = []
        self.known_providers: set[str] = set()
        self._known_texts: dict[tuple[str, str], Any] = {}

    def configuration(self, tables: Mapping[str, Any]) -> Configuration:
        self._check_shape(tables)
        profiles = {name: self._profile(name, table) for name, table in tables.get("profiles", {}).items()}
        active = self._active(tables, profiles)
        keep_days = self._keep_days(tables.get("history", {}))
        return Configuration(
            path=self.path,
            providers_folder=providers_folder(self.path),
            active=active,
            profiles=profiles,
            ui=tables.get("ui", {}),
            keys=self._keys(tables.get("keys", {})),
            keep_days=keep_days,
            deployments=tables.get("deployments", {}),
            relay_instance=self.relay_instance(tables.get("relay", {})),
            warnings=tuple(self.warnings),
        )

    def _check_shape(self, tables: Mapping[str, Any]) -> None:
        for key, value in tables.items():
            if key in _TABLES:
                self.check_table((key,), value)
            elif key != "active":
                self._warn((key,))

    def check_table(self, key: KeyPath, value: Any) -> None:
        if not isinstance(value, dict):
            raise self._error(key, FieldError("is no table", f"[{dotted(key)}]"))

    def _profile(self, name: str, table: Any) -> Profile:
        key = ("profiles", name)
        self._checked(key, check_name, name)
        self.check_table(key, table)
        values: dict[str, Any] = {}
        for field_name, value in table.items():
            if field_name in KEYS:
                values[field_name] = self._field((*key, field_name), value)
            else:
                self._warn((*key, field_name))
        return Profile(name=name, **({"provider": "custom"} | values))

    def _field(self, key: KeyPath, value: Any) -> Any:
        try:
            read_value = self._read(key[-1], value)
        except FieldError as error:
            raise self._error(key, error) from None
        if key[-1] == "provider":
            self._check_provider(key, read_value or "custom")
            return read_value or "custom"
        return read_value

    def _read(self, name: str, value: Any) -> Any:
        """Thousands of profiles share hosts, addresses and groups: each text is looked at once."""
        if not isinstance(value, str):
            return read_field(name, value)
        if (name, value) not in self._known_texts:
            self._known_texts[name, value] = read_field(name, value)
        return self._known_texts[name, value]

    def _check_provider(self, key: KeyPath, name: str) -> None:
        if self.provider_exists is None or name in self.known_providers:
            return
        if not self.provider_exists(name):
            raise self._error(
                key,
                FieldError(f'names no provider that is known: "{printable(name)}"', "what `smtptui providers` lists"),
            )
        self.known_providers.add(name)

    def _active(self, tables: Mapping[str, Any], profiles: Mapping[str, Profile]) -> str | None:
        if (active := tables.get("active")) in (None, ""):
            return None
        self._checked(("active",), text, active)
        if active not in profiles:
            self.warnings.append(f'{self._place(("active",))}: there is no profile "{printable(str(active))}"')
        return str(active)

    def _keep_days(self, table: Mapping[str, Any]) -> int:
        for key in table:
            if key != "keep_days":
                self._warn(("history", key))
        days = table.get("keep_days", DEFAULT_KEEP_DAYS)
        if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= _LONGEST_KEEP_DAYS:
            allowed = f"a whole number of days from 0, which keeps none, to {_LONGEST_KEEP_DAYS}"
            raise self._error(("history", "keep_days"), FieldError("is no number of days", allowed))
        return days

    def relay_instance(self, table: Mapping[str, Any]) -> Path | None:
        for key in table:
            if key != "instance":
                self._warn(("relay", key))
        folder = self._checked(("relay", "instance"), text, table.get("instance", ""))
        if folder and not folder.startswith("/"):
            raise self._error(("relay", "instance"), FieldError("is no absolute path", "a folder with a main.cf"))
        return Path(folder) if folder else None

    def _keys(self, table: Mapping[str, Any]) -> Mapping[str, str]:
        return {name: self._checked(("keys", name), text, value) for name, value in table.items()}

    def _checked(self, key: KeyPath, check: Callable[[Any], Any], value: Any) -> Any:
        try:
            return check(value)
        except FieldError as error:
            raise self._error(key, error) from None

    def _warn(self, key: KeyPath) -> None:
        advice = (
            "a secret never stands in this file: `smtptui secret set`"
            if _LOOKS_SECRET.search(key[-1])
            else "it is kept"
        )
        self.warnings.append(f"{self._place(key)}: is not known; {advice}")

    def _error(self, key: KeyPath, error: FieldError) -> ConfigurationError:
        return ConfigurationError(f"{self._place(key)} {error.problem}", f"allowed: {error.allowed}")

    def _place(self, key: KeyPath) -> str:
        line = self._numbers.get(key) or self._numbers.get(key[:-1])
        return f"{self.path}, line {line}: {dotted(key)}" if line else f"{self.path}: {dotted(key)}"

    @cached_property
    def _numbers(self) -> Mapping[KeyPath, int]:
        # Only somebody to whom something must be said pays for this.
        return line_numbers(self.source)
