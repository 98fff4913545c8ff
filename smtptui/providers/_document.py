"""A provider file and its tables: reads each key through a check, and refuses keys that nobody asks for."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from smtptui.errors import ConfigurationError
from smtptui.model.provider import Fact
from smtptui.providers import _checks as check
from smtptui.providers._checks import RefusedError
from smtptui.text import printable

KeyPath = tuple[str | int, ...]
_Value = TypeVar("_Value")
_LARGEST_OCTETS = 64 * 2**10
_MISSING: Any = object()


class Document:
    """A provider file. In the operator's own, `own`, a fact may stand without source and date."""

    def __init__(self, path: Path, text: str, own: bool, values: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.own = own
        self.values = values
        self.sources: dict[str, str] = {}
        self.checked = ""

    @property
    def top(self) -> "Table":
        """The table of the whole file."""
        return Table(self, self.values, ())

    def error(self, path: KeyPath, problem: str, allowed: str) -> ConfigurationError:
        """What is wrong at a key, with file and line."""
        from smtptui.providers._places import dotted, line_of  # only here: files are right nearly always

        line = line_of(self.text, path)
        place = f"{self.path}, line {line}" if line else str(self.path)
        key = f"{printable(dotted(path))} " if path else ""
        return ConfigurationError(f"{place}: {key}{problem}", f"allowed: {allowed}")


def open_document(path: Path, *, own: bool) -> Document:
    """Read a provider file as TOML. Raises ConfigurationError with file, line and column."""
    text = _text_of(path)
    try:
        return Document(path, text, own, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path} is no TOML: {printable(str(error))}", "correct it there") from None
    except RecursionError:
        raise ConfigurationError(f"{path} is no TOML: it is nested too deep", "correct it there") from None


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            octets = file.read(_LARGEST_OCTETS + 1)
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be read: {error.strerror}", "it must be a file that you can read"
        ) from error
    if len(octets) > _LARGEST_OCTETS:
        raise ConfigurationError(f"{path} is no provider file: it has more than 64 KiB", "put one provider in a file")
    try:
        return octets.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = octets.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(f"{path}, line {line}: is not UTF-8", "save the file as UTF-8") from None


class Table:
    """A table of a provider file. A key that its reader did not ask for is refused when the reader has finished."""

    def __init__(self, document: Document, values: dict[str, Any], path: KeyPath) -> None:
        self._document = document
        self._values = values
        self._path = path
        self._known: list[str] = []

    def take(self, key: str, allow: Callable[[Any], _Value], default: _Value = _MISSING) -> _Value:
        """The value of a key through a check of `_checks`; without a default the key must be there."""
        self._known.append(key)
        if key not in self._values:
            if default is _MISSING:
                raise self.error(None, f"has no {key}", f'a key "{key}" there')
            return default
        try:
            return allow(self._values[key])
        except RefusedError as refused:
            raise self.error(key, refused.problem, refused.allowed) from None

    def read(self, key: str, build: Callable[["Table"], _Value]) -> _Value | None:
        """What `build` makes of the table under a key; None if there is none."""
        self._known.append(key)
        value = self._values.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.error(key, "is no table", f"[{key}]")
        return None if value is None else Table(self._document, value, (*self._path, key))._read_by(build)

    def read_all(self, key: str, build: Callable[["Table"], _Value]) -> tuple[_Value, ...]:
        """What `build` makes of each table in the list under a key."""
        self._known.append(key)
        values = self._values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.error(key, "is no list of tables", f"[[{key}]], or {key} = [{{ … }}]")
        tables = (Table(self._document, value, (*self._path, key, index)) for index, value in enumerate(values))
        return tuple(table._read_by(build) for table in tables)

    def _read_by(self, build: Callable[["Table"], _Value]) -> _Value:
        built = build(self)
        self.finish()
        return built

    def written_keys(self) -> tuple[str, ...]:
        """The keys that are there."""
        return tuple(self._values)

    def fact(self, fallback: Fact | None = None) -> Fact:
        """Where this table's value comes from: its `source`, `checked` and `likely`, else those of `fallback`."""
        key = self.take("source", check.text, "")
        checked = self.take("checked", check.date, "")
        likely = self.take("likely", check.flag, False)
        if not key and fallback:
            return Fact(fallback.source, checked or fallback.checked, fallback.certain and not likely)
        return Fact(self._source(key), checked or self._document.checked, not likely)

    def _source(self, key: str) -> str:
        if not key and self._document.own:
            return f"your file {self._document.path.name}"
        if key not in self._document.sources:
            problem = f"is {check.quoted(key)}, which [sources] does not have" if key else "says no source"
            raise self.error(
                "source" if key else None, problem, f"a key of [sources]: {', '.join(self._document.sources)}"
            )
        return self._document.sources[key]

    def finish(self) -> None:
        """Refuse every key that was not asked for."""
        for key in self._values:
            if key not in self._known:
                raise self.error(key, "is not known", ", ".join(self._known))

    def error(self, key: str | None, problem: str, allowed: str) -> ConfigurationError:
        """What is wrong with a key of this table, or with the table itself."""
        return self._document.error(self._path if key is None else (*self._path, key), problem, allowed)
