"""A profile written into the file that some program reads, or held against the one that is there."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from smtptui import formats
from smtptui.core.exporting.places import Places, nowhere
from smtptui.core.exporting.strict_endpoint import endpoint_for
from smtptui.core.exporting.values import values_of
from smtptui.errors import WriteError
from smtptui.formats._base import (
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
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.store.text_file import UTF8, UTF8_WITH_MARK, TextFile, read_text_file
from smtptui.text import printable

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


def needs_secret(name: str, target: str | None) -> bool:
    """Whether the format carries the secret at all. Raises MisuseError."""
    known = formats.load(name)
    return carries(known, "secret", checked_target(name, known, target))


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
