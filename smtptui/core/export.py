"""A profile written into the file that some program reads, or held against the one that is there."""

import difflib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from smtptui import formats
from smtptui.errors import SecretError, WriteError
from smtptui.formats._base import Format, Values, carries, file_name, files
from smtptui.formats._verify import checked_target, differences, rendered_file
from smtptui.model.profile import AddressFamily
from smtptui.model.settings import Settings
from smtptui.providers.ses import derive_smtp_password, looks_like_secret_key
from smtptui.secret import Redactor, Secret
from smtptui.store.atomic import write_atomically
from smtptui.store.placing import Placed, place, under

_LARGEST_OCTETS = 10_000_000
Places = Callable[[Format], Path | None]


class Rendering(NamedTuple):
    """One file of an export, rendered and read back; `existing` is what it held, None where there was none.

    `format` says how it is written; `path` is where, None for standard output.
    """

    format: Format
    target: str
    path: Path | None
    text: str
    existing: str | None = None

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

    @property
    def is_new(self) -> bool:
        """Whether it says anything else than what is there."""
        return self.text != self.existing

    @property
    def secret_there(self) -> Secret | None:
        """The secret that the file holds until now."""
        return self.format.parse(self.existing, self.target).secret if self.existing else None


class Export(NamedTuple):
    """A profile in a format, in as many files as the reader needs; its own file is the first."""

    name: str
    target: str
    values: Values
    files: tuple[Rendering, ...]

    @property
    def format(self) -> Format:
        """What its own file is."""
        return self.files[0].format

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader will do with these values, and what else in the file would stop mail."""
        return self.format.warnings(self.values, self.target) + self.format.hindrances(self.files[0].text)

    def diff(self) -> Sequence[str]:
        """The lines of unified diffs against what was there, every secret masked."""
        masked = Redactor(filter(None, (self.values.secret, *(one.secret_there for one in self.files))))
        return [line for one in self.files for line in _diff(one, masked)]


def _diff(file: Rendering, masked: Redactor) -> Iterator[str]:
    there, new = (f"{word} {file.path.name if file.path else ''}".rstrip() for word in ("there", "new"))
    before, after = masked(file.existing or "").splitlines(), masked(file.text).splitlines()
    return difflib.unified_diff(before, after, there, new, lineterm="")


def values_of(settings: Settings, secret: Secret | None) -> Values:
    """What a format is given. Where the user name is the secret, both are the same text."""
    secret = _for_smtp(settings, secret)
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
        region=settings.region,
        address_family=None if settings.address_family is AddressFamily.ANY else settings.address_family.value,
        tls_fingerprint=settings.tls_fingerprint,
        secret_source=str(settings.secret_source) if settings.secret_source else None,
    )


def _for_smtp(settings: Settings, secret: Secret | None) -> Secret | None:
    """The secret that SMTP takes. An IAM key is none, and its owner may do more than send mail: it goes nowhere."""
    if settings.provider != "ses" or secret is None or not looks_like_secret_key(secret):
        return secret
    if settings.region is None:
        raise SecretError("the secret is an IAM key, and the profile has no region", "set its region")
    return derive_smtp_password(secret, settings.region)


def needs_secret(name: str, target: str | None) -> bool:
    """Whether the format carries the secret at all. Raises MisuseError."""
    known = formats.load(name)
    return carries(known, "secret", checked_target(name, known, target))


def nowhere(known: Format) -> Path | None:
    """For an export that is only printed."""
    return None


def export(
    name: str, settings: Settings, secret: Secret | None, target: str | None, places: Places = nowhere
) -> Export:
    """Render, keeping what the files hold where the format edits; nothing is written.

    `places` says where each file is, None for standard output. Raises MisuseError for an unknown format or target,
    CannotHoldError, WriteError for a file that cannot be read.
    """
    known = formats.load(name)
    version = checked_target(name, known, target)
    values = values_of(settings, secret)
    rendered = tuple(_rendering(name, one, values, version, places) for one in _wanted(known, values, version))
    return Export(name, version, values, rendered)


def _wanted(known: Format, values: Values, target: str) -> Iterator[Format]:
    for one in files(known, target):
        # Who logs in nowhere needs no file for it.
        if one is known or values.secret is not None or "secret" not in one.holds:
            yield one._replace(path=one.path.replace("{profile}", file_name(values.profile or "smtp")))


def _rendering(name: str, one: Format, values: Values, target: str, places: Places) -> Rendering:
    path = places(one)
    existing = None if path is None else _read(path)
    return Rendering(one, target, path, rendered_file(name, one, values, target, existing), existing)


def deviations(exported: Export) -> list[str]:
    """The fields in which the files that are there differ from the profile. Raises WriteError where one is missing."""
    found: list[str] = []
    for one in exported.files:
        if one.existing is None:
            raise WriteError(f"{one.path} is not there", f"`smtptui export {exported.name}` writes it")
        found += differences(one.format, exported.values, one.existing, exported.target)
    return list(dict.fromkeys(found))


def beside(path: Path, known: Format) -> Places:
    """The format's own file at `path`, its companions in the same folder."""

    def place(one: Format) -> Path:
        return path if one.title == known.title else path.parent / Path(one.path).name

    return place


def installed(root: Path) -> Places:
    """Each file where its reader looks, under `root`. Raises WriteError where a link leads out of it."""
    return lambda one: under(root, _usual(one))


def _usual(known: Format) -> str:
    return known.path.replace("~", os.path.expanduser("~"), 1)


def write(file: Rendering) -> None:
    """Write to a file of the operator's choice, for its owner alone. Raises WriteError."""
    if file.path is not None:
        write_atomically(file.path, file.text.encode())


def install(file: Rendering, root: Path) -> Placed:
    """Write where the reader looks, with owner and mode, keeping a copy of what was there. Raises WriteError."""
    known = file.format
    return place(_usual(known), root, file.text.encode(), owner=known.owner, mode=known.mode)


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
