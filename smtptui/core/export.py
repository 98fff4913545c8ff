"""A profile written into the file that some program reads, or held against the one that is there."""

import difflib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from smtptui import formats
from smtptui.errors import WriteError
from smtptui.formats._base import Format, Values
from smtptui.formats._verify import checked_target, differences, rendered
from smtptui.model.settings import Settings
from smtptui.secret import Redactor, Secret
from smtptui.store.atomic import write_atomically
from smtptui.store.placing import Placed, place, under

_LARGEST_OCTETS = 10_000_000


class Export(NamedTuple):
    """A profile in a format, rendered and read back; `existing` is what the file held, None where there was none."""

    name: str
    format: Format
    target: str
    values: Values
    text: str
    existing: str | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader will do with these values, and what else in the file would stop mail."""
        return self.format.warnings(self.values, self.target) + self.format.hindrances(self.text)

    @property
    def would_lose(self) -> bool:
        """Whether the file holds more than the format carries, and would be replaced whole."""
        if self.existing is None or self.format.insert is not None:
            return False
        try:
            ours = self.format.render(self.format.parse(self.existing, self.target), self.target)
        except WriteError:
            return True
        return ours != self.existing

    def diff(self) -> Sequence[str]:
        """The lines of a unified diff against what was there, every secret masked."""
        masked = Redactor(filter(None, (self.values.secret, *self._secrets_there())))
        lines = difflib.unified_diff(
            masked(self.existing or "").splitlines(), masked(self.text).splitlines(), "there", "new", lineterm=""
        )
        return list(lines)

    def _secrets_there(self) -> tuple[Secret | None, ...]:
        return (self.format.parse(self.existing, self.target).secret,) if self.existing else ()


def values_of(settings: Settings, secret: Secret | None) -> Values:
    """What a format is given. Where the user name is the secret, both are the same text."""
    username = secret.reveal() if secret is not None and settings.secret_is_username else settings.username
    return Values(
        host=settings.endpoint.host,
        port=settings.endpoint.port,
        security=settings.endpoint.security,
        username=username,
        secret=secret,
        from_address=settings.from_address,
        from_name=settings.from_name,
        to_address=settings.to_address,
        mechanism=None if settings.mechanism == "auto" else settings.mechanism,
        ehlo_name=settings.ehlo_name,
        ca_file=settings.ca_file,
        provider=settings.provider,
        profile=settings.profile,
    )


def export(
    name: str, settings: Settings, secret: Secret | None, target: str | None, path: Path | None = None
) -> Export:
    """Render, keeping what the file at `path` holds where the format edits; nothing is written.

    Raises MisuseError for an unknown format or target, CannotHoldError, WriteError for a file that cannot be read.
    """
    known = formats.load(name)
    version = checked_target(name, known, target)
    values = values_of(settings, secret)
    existing = None if path is None else _read(path)
    return Export(name, known, version, values, rendered(name, known, values, version, existing), existing)


def deviations(name: str, settings: Settings, secret: Secret | None, target: str | None, path: Path) -> list[str]:
    """The fields in which the file at `path` differs from the profile. Raises WriteError where there is none."""
    known = formats.load(name)
    version = checked_target(name, known, target)
    there = _read(path)
    if there is None:
        raise WriteError(f"{path} is not there", f"`smtptui export {name} --output {path}` writes it")
    return differences(known, values_of(settings, secret), there, version)


def usual_path(known: Format, root: Path) -> Path:
    """Where the format's file stands under `root`. Raises WriteError where a link leads out of it."""
    return under(root, _usual(known))


def _usual(known: Format) -> str:
    return known.path.replace("~", os.path.expanduser("~"), 1)


def write(exported: Export, path: Path) -> None:
    """Write to a file of the operator's choice, for its owner alone. Raises WriteError."""
    write_atomically(path, exported.text.encode())


def install(exported: Export, root: Path) -> Placed:
    """Write where the reader looks, with owner and mode, keeping a copy of what was there. Raises WriteError."""
    known = exported.format
    return place(_usual(known), root, exported.text.encode(), owner=known.owner, mode=known.mode)


def _read(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            octets = file.read(_LARGEST_OCTETS + 1)
        if len(octets) > _LARGEST_OCTETS:
            raise WriteError(f"{path} is larger than {_LARGEST_OCTETS // 1_000_000} MB", "is that the right file?")
        return octets.decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise WriteError(f"{path} is not UTF-8 (octet {error.start})", "nothing in it was changed") from error
    except OSError as error:
        raise WriteError(f"{path} could not be read: {error.strerror}", "nothing in it was changed") from error
