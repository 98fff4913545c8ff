"""A profile written into the file that some program reads, or held against the one that is there."""

import difflib
import os
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from smtptui import formats
from smtptui.core.strict_endpoint import endpoint_for
from smtptui.errors import SecretError, WriteError
from smtptui.formats._base import (
    ONE_CREDENTIAL,
    CannotHoldError,
    Format,
    Values,
    carries,
    file_name,
    files,
    whole_lines_of,
)
from smtptui.formats._masking import FileMask
from smtptui.formats._verify import checked_target, differences, rendered_file, words_for
from smtptui.model.profile import AddressFamily
from smtptui.model.secret_source import SecretKind
from smtptui.model.settings import Settings
from smtptui.providers.ses import derive_smtp_password, looks_like_secret_key
from smtptui.secret import Secret
from smtptui.store.atomic import write_atomically
from smtptui.store.placing import Placed, Placement, place_all, under
from smtptui.store.text_file import UTF8, UTF8_WITH_MARK, TextFile, read_text_file
from smtptui.text import printable

Places = Callable[[Format], Path | None]
Read = Callable[[Path], TextFile | None]


class Rendering(NamedTuple):
    """One file of an export, rendered and read back; `existing` is what it held, None where there was none.

    `format` says how it is written; `path` is where, None for standard output.
    """

    format: Format
    target: str
    path: Path | None
    text: str
    existing: str | None = None
    encoding: str = UTF8

    @property
    def octets(self) -> bytes:
        """The file as it is written."""
        return self.text.encode(self.encoding)

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
    """A profile in a format, in as many files as the reader needs; its own file is the first.

    `notes` say what was exported otherwise than the profile says it, and why.
    """

    name: str
    target: str
    values: Values
    files: tuple[Rendering, ...]
    notes: tuple[str, ...] = ()

    @property
    def format(self) -> Format:
        """What its own file is."""
        return self.files[0].format

    @property
    def warnings(self) -> tuple[str, ...]:
        """The notes, what the reader will do with these values, and what else in the file would stop mail."""
        said = self.notes + self.format.warnings(self.values, self.target)
        if any(file.encoding == UTF8_WITH_MARK for file in self.files):
            said += (
                "the file begins with a byte order mark: PHP sends it out, others take it for text; better without",
            )
        said += tuple(f"{path} is new: these lines alone are not all that its reader needs" for path in self._parts)
        return said + self.format.hindrances(self.files[0].text)

    @property
    def hindrances(self) -> tuple[str, ...]:
        """What in the file that is there would stop mail."""
        return self.format.hindrances(self.files[0].existing or "")

    @property
    def _parts(self) -> Sequence[Path]:
        """New files of a name under which there should have been more than our lines."""
        new = [(file.path, file.format) for file in self.files if file.existing is None]
        return [path for path, one in new if path and one.is_part and path.name == Path(one.path).name]

    def diff(self) -> Sequence[str]:
        """The lines of unified diffs against what was there, every secret masked."""
        return [line for one in self.files for line in _diff(one, self.mask)]

    @property
    def mask(self) -> FileMask:
        """What hides the secret that is written, and those that it replaces."""
        return FileMask([self.values.secret, *(one.secret_there for one in self.files)])


def _diff(file: Rendering, mask: FileMask) -> Iterator[str]:
    there, new = (f"{word} {file.path.name if file.path else ''}".rstrip() for word in ("there", "new"))
    before, after = whole_lines_of(file.existing or ""), whole_lines_of(file.text)
    for line in difflib.unified_diff(before, after, there, new, lineterm=""):
        # Not before: where the secret alone is another, its line changes all the same.
        masked = mask(line) if line.startswith("+") else mask.there(line)
        yield printable(masked.expandtabs(4))


def values_of(settings: Settings, secret: Secret | None) -> Values:
    """What a format is given. Where the user name is the secret, both are the same text."""
    own, secret = secret, _for_smtp(settings, secret)
    # A command that prints an IAM key does not print what SMTP takes.
    printed_by = _printed_by(settings) if own is not None and secret is own else None
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
        username_is=ONE_CREDENTIAL if settings.secret_is_username else None,
        printed_by=printed_by,
    )


def _printed_by(settings: Settings) -> str | None:
    """The command that prints the profile's secret; None where there is none, or it stands in clear anyway."""
    source = settings.secret_source
    if source is None or source.kind is not SecretKind.COMMAND or settings.secret_is_username:
        return None
    # It is run without a shell: what one would expand is quoted for it.
    return shlex.join(shlex.split(source.argument))


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
    name: str,
    settings: Settings,
    secret: Secret | None,
    target: str | None,
    places: Places = nowhere,
    read: Read = read_text_file,
) -> Export:
    """Render, keeping what the files hold where the format edits; nothing is written.

    `places` says where each file is, None for standard output; `read` gives what is there. Raises
    MisuseError for an unknown format or target, CannotHoldError, WriteError for a file that cannot be read.
    """
    known = formats.load(name)
    version = checked_target(name, known, target)
    chosen, notes = endpoint_for(known, settings)
    values = values_of(chosen, secret)
    rendered = []
    for one in _wanted(known, values, version):
        path = places(one)
        rendered.append(_rendering(name, one, values, version, path, read(path) if path else None))
    return Export(name, version, values, tuple(rendered), notes)


def _wanted(known: Format, values: Values, target: str) -> Iterator[Format]:
    for one in files(known, target):
        # Who logs in nowhere needs no file for it.
        if one is known or values.secret is not None or "secret" not in one.holds:
            yield one._replace(path=one.path.replace("{profile}", file_name(values.profile or "smtp")))


def _rendering(
    name: str, one: Format, values: Values, target: str, path: Path | None, there: TextFile | None
) -> Rendering:
    if there is None:
        return Rendering(one, target, path, rendered_file(name, one, values, target))
    try:
        _refuse_beyond_ascii(there, one, values)
        text = rendered_file(name, one, values, target, there.text)
    except CannotHoldError as error:
        raise CannotHoldError(f"{path}: {error.message}", error.advice) from error
    return Rendering(one, target, path, text, there.text, UTF8 if one.insert is None else there.encoding)


def _refuse_beyond_ascii(there: TextFile, one: Format, values: Values) -> None:
    """Whoever wrote a file that is no UTF-8 meant some other encoding, and nobody can say which."""
    if there.foreign_line is None or one.insert is None:
        return
    for field in one.holds:
        value = getattr(values, field)
        text = value.reveal() if isinstance(value, Secret) else str(value)
        if not text.isascii():
            raise CannotHoldError(
                f"line {there.foreign_line} of the file is not UTF-8, and the {words_for(field)} is not ASCII",
                "save the file as UTF-8",
            )


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
    return lambda one: under(root, os.path.expanduser(one.path))


def write(file: Rendering) -> None:
    """Write to a file of the operator's choice. Raises WriteError.

    A new file is for its owner alone; one that is edited keeps its mode, for its reader may be somebody else.
    """
    if file.path is None:
        raise ValueError("standard output is no file")
    edits = file.existing is not None and file.format.insert is not None
    write_atomically(file.path, file.octets, keep_mode=edits)


def install(exported: Export, root: Path) -> Mapping[Path, Placed]:
    """Write what is new where the reader looks, with owner and mode, keeping copies of what was there.

    All of the files, or none. Raises WriteError.
    """
    # Its own file comes last: until then the reader knows nothing of the others.
    new = [file for file in reversed(exported.files) if file.is_new]
    return {placed.path: placed for placed in place_all(placements(new, root), root)}


def placements(rendered: Sequence[Rendering], root: Path) -> Sequence[Placement]:
    """What shall stand where below `root`, for files whose links are resolved."""
    top = root.resolve()
    return [
        Placement(f"/{file.path.relative_to(top)}", file.octets, file.format.owner, file.format.mode)
        for file in rendered
        if file.path is not None
    ]
