"""A text taken apart by the rules of the program that reads it, or by the names in it where none is known."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from smtptui import formats
from smtptui.core.importing.source import Source
from smtptui.core.pasted.left_over import command_in, left_over
from smtptui.core.pasted.meant import Said, meant
from smtptui.core.pasted.placing import PastedSettings, placed
from smtptui.core.pasting import check_secret_shape, check_username, clean_host
from smtptui.core.settings import MECHANISMS
from smtptui.errors import ConfigurationError, MisuseError
from smtptui.formats._base import Values
from smtptui.formats._recognise import Reading, readings, recognised
from smtptui.formats._verify import checked_target
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.secret import Redactor
from smtptui.store.fields import FieldError, read_field


class Imported(NamedTuple):
    """What was found, and by whose rules. `format` is None where the text was read by the names in it.

    `alike` are other formats by which it says the same. `command` prints the secret, where the file names one instead.
    """

    source: str
    found: PastedSettings
    format: str | None = None
    target: str = ""
    alike: tuple[str, ...] = ()
    command: str | None = None


def taken_apart(
    source: Source, catalogue: Sequence[Provider], format_name: str | None = None, target: str | None = None
) -> Imported:
    """Read by the format that is given, or that the text shows. It writes nothing, and contacts nobody.

    Raises MisuseError where the operator has to say which format it is, ConfigurationError where there is nothing in
    it, or its own reader could not read it.
    """
    names = _names(source, format_name, target)
    _refuse_broken(source, names)
    told = [one for one in readings(names, source.text, source.path, target) if _says_something(one.values)]
    if not told:
        return _checked(_by_names(source, catalogue, names, asked=format_name is not None), source, catalogue)
    chosen = _agreed(source, _likelier(told, catalogue))
    values, notices = _tidied(chosen.values)
    said = Said(values, None, tuple(left_over(source.text, chosen.values, chosen.format)), notices)
    alike = tuple(dict.fromkeys(one.format for one in told if one.format != chosen.format))
    found = Imported(source.shown, placed(said, catalogue), chosen.format, chosen.target, alike)
    return _checked(found, source, catalogue)


def _names(source: Source, format_name: str | None, target: str | None) -> Sequence[str]:
    if format_name:
        checked_target(format_name, formats.load(format_name), target)
        return [format_name]
    names = recognised(source.text, source.path) if source.only is None else source.only
    return [name for name in names if not target or target in formats.load(name).targets]


def _says_something(values: Values) -> bool:
    return any((values.host, values.provider, values.secret, values.username))


def _refuse_broken(source: Source, names: Sequence[str]) -> None:
    """A file that its own reader stops in would be half read."""
    for name in names:
        known = formats.load(name)
        if (where := known.broken(source.text)) is not None:
            raise ConfigurationError(f"{source.shown}, of {known.title}: {where}", "mend it there, then import it")


def _by_names(source: Source, catalogue: Sequence[Provider], names: Sequence[str], *, asked: bool) -> Imported:
    said = meant(source.text)
    # In somebody's program a name that could be of mail may be that of a database.
    if asked or said.is_empty or "<?php" in source.text:
        reader = formats.load(names[0]).title if names else "smtptui"
        raise ConfigurationError(
            f"{source.shown} holds no settings of outgoing mail that {reader} would read",
            "`smtptui formats` lists what is known; --format says what it is",
        )
    return Imported(source.shown, placed(said, catalogue))


def _likelier(told: Sequence[Reading], catalogue: Sequence[Provider]) -> Sequence[Reading]:
    """Where readings name different providers, those whose user name looks like it."""
    by_name = {one.name: one for one in catalogue}

    def fits(reading: Reading) -> bool:
        provider, username = by_name.get(reading.values.provider or ""), reading.values.username or ""
        if provider is None or username.rpartition("@")[2] in provider.domains:
            return True
        return not provider.domains and check_username(provider, username) is None

    return [reading for reading in told if fits(reading)] or told


def _agreed(source: Source, told: Sequence[Reading]) -> Reading:
    """The first reading, where all of them say the same. Raises MisuseError where they do not."""
    first = told[0]
    columns = zip(Values._fields, *(one.values for one in told), strict=True)
    differing = [name.replace("_", " ") for name, *said in columns if any(one != said[0] for one in said)]
    if not differing:
        return first
    if len({one.format for one in told}) > 1:
        what, options = "several formats", dict.fromkeys(f"--format {one.format}" for one in told)
    else:
        what, options = f"several versions of {first.format}", dict.fromkeys(f"--target {one.target}" for one in told)
    raise MisuseError(
        f"{source.shown} can be of {what}, which read its {' and '.join(differing)} differently",
        f"say which: {', '.join(options)}",
    )


def _tidied(values: Values) -> tuple[Values, tuple[str, ...]]:
    """A host without the scheme and the port that some readers take in it, and a mechanism that is known here."""
    if values.host:
        parts = clean_host(values.host)
        values = values._replace(
            host=parts.host.rstrip(".").lower() or None,
            port=parts.port or values.port,
            security=parts.security or values.security,
        )
    if values.mechanism is None or values.mechanism in MECHANISMS:
        return values, ()
    return values._replace(mechanism=None), ("the mechanism was left out: smtptui does not have it",)


def _checked(imported: Imported, source: Source, catalogue: Sequence[Provider]) -> Imported:
    """Without values that config.toml would refuse, and with what looks wrong in the others."""
    found, notices = imported.found, [*source.notices, *imported.found.notices]
    profile, masked = found.profile, Redactor([found.secret])
    if profile is not None:
        kept: dict[str, Any] = {key: _kept(key, value, notices) for key, value in profile._asdict().items()}
        profile = Profile(**kept)
        provider = next(one for one in catalogue if one.name == profile.provider)
        notices += filter(None, (check_secret_shape(provider, found.secret),))
    # A file that is not what it was taken for may have its secret where a name should be.
    not_placed = tuple(map(masked, found.not_placed))
    found = found._replace(profile=profile, notices=tuple(notices), not_placed=not_placed)
    return imported._replace(found=found, command=None if found.secret else command_in(source.text))


def _kept(key: str, value: Any, notices: list[str]) -> Any:
    try:
        return value if key == "name" or value is None else read_field(key, value)
    except FieldError:
        notices.append(f"the {key.replace('_', ' ')} was left out: it is not what can stand there")
        return None
