"""A text taken apart by the rules of the program that reads it, or by the names in it where none is known."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from smtptui import formats
from smtptui.core.importing.source import Source
from smtptui.core.pasted.left_over import left_over
from smtptui.core.pasted.meant import Said, meant
from smtptui.core.pasted.placing import PastedSettings, in_words, placed
from smtptui.core.pasting import check_secret_shape, check_username, clean_host
from smtptui.core.settings import MECHANISMS
from smtptui.errors import ConfigurationError, MisuseError
from smtptui.formats._base import Values
from smtptui.formats._recognise import Reading, readings, recognised
from smtptui.formats._verify import checked_target
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.secret_source import SecretSource
from smtptui.secret import Redactor
from smtptui.store.fields import FieldError, read_field


class Imported(NamedTuple):
    """What was found, and by whose rules. `format` is None where the text was read by the names in it.

    `alike` are other formats by which it says the same. `place` is where the file has its reader fetch the secret,
    where it does not hold it.
    """

    source: str
    found: PastedSettings
    format: str | None = None
    target: str = ""
    alike: tuple[str, ...] = ()
    place: SecretSource | None = None


class _Told(NamedTuple):
    said: Said
    format: str | None = None
    target: str = ""
    alike: tuple[str, ...] = ()


def taken_apart(
    sources: Sequence[Source], catalogue: Sequence[Provider], format_name: str | None = None, target: str | None = None
) -> Imported:
    """Read by the format that is given, or that each text shows; what the first does not say, the next one may.

    It writes nothing, and contacts nobody. Raises MisuseError where the operator has to say which format it is,
    ConfigurationError where there is nothing in it, or its own reader could not read it.
    """
    told = [_told(source, catalogue, format_name, target) for source in sources]
    shown = " and ".join(source.shown for source in sources)
    said = told[0].said if len(told) == 1 else _together(sources, told)
    first = told[0]
    said = _login_elsewhere(said, first.format)
    imported = Imported(shown, placed(said, catalogue), first.format, first.target, first.alike)
    return _checked(imported, said.values, catalogue)


def all_taken_apart(
    sources: Sequence[Source], catalogue: Sequence[Provider], format_name: str | None = None, target: str | None = None
) -> Sequence[Imported]:
    """Every profile that is in them, first the one that `taken_apart` gives; raises what that raises.

    What none of them had a place for is said with the first.
    """
    first = taken_apart(sources, catalogue, format_name, target)
    text = sources[0].text
    several = formats.load(first.format).several if first.format and len(sources) == 1 else None
    found = several(text, first.target) if several else ()
    if len(found) < 2 or first.format is None:
        return [first]
    left = [list(left_over(text, values, first.format)) for values in found]
    nobodys = tuple(words for words in left[0] if all(words in others for others in left))
    said = [Said(values, (), notices) for values, notices in map(_tidied, found)]
    said[0] = said[0]._replace(not_placed=nobodys, notices=(*sources[0].notices, *said[0].notices))
    return [_checked(first._replace(found=placed(one, catalogue)), one.values, catalogue) for one in said]


def _told(source: Source, catalogue: Sequence[Provider], format_name: str | None, target: str | None) -> _Told:
    names = _names(source, format_name, target)
    _refuse_broken(source, names)
    told = [one for one in readings(names, source.text, source.path, target) if _says_enough(one)]
    if not told:
        return _Told(_by_names(source, names, asked=format_name is not None))
    chosen = _agreed(source, _likelier(told, catalogue))
    values, notices = _tidied(chosen.values)
    not_placed = tuple(left_over(source.text, chosen.values, chosen.format))
    alike = tuple(dict.fromkeys(one.format for one in told if one.format != chosen.format))
    return _Told(Said(values, not_placed, (*source.notices, *notices)), chosen.format, chosen.target, alike)


def _login_elsewhere(said: Said, format_name: str | None) -> Said:
    """Of a reader with several files, one holds the secret: it is read when it is named."""
    companions = formats.load(format_name).companions if format_name else ()
    path = next((one.path for one in companions if "secret" in one.holds), None)
    if path is None or said.values.secret is not None or said.values.secret_source is not None:
        return said
    told = f"the login stands in a file of its own, usually {path}: name it behind this one"
    return said._replace(notices=(*said.notices, told))


def _together(sources: Sequence[Source], told: Sequence[_Told]) -> Said:
    columns = zip(*(one.said.values for one in told), strict=True)
    values = Values(*(next((value for value in said if value is not None), None) for said in columns))
    pairs = list(zip(sources, told, strict=True))
    not_placed = tuple(f"{source.shown}, {words}" for source, one in pairs for words in one.said.not_placed)
    return Said(values, not_placed, tuple(words for one in told for words in one.said.notices))


def _names(source: Source, format_name: str | None, target: str | None) -> Sequence[str]:
    if format_name:
        checked_target(format_name, formats.load(format_name), target)
        return [format_name]
    names = recognised(source.text, source.path) if source.only is None else source.only
    return [name for name in names if not target or target in formats.load(name).targets]


def _says_something(values: Values) -> bool:
    return any((values.host, values.provider, values.secret, values.username))


def _says_enough(reading: Reading) -> bool:
    """Of a reader with several files, one may hold no more than the encryption."""
    return _says_something(reading.values) or (bool(formats.load(reading.format).companions) and any(reading.values))


def _refuse_broken(source: Source, names: Sequence[str]) -> None:
    """A file that its own reader stops in would be half read."""
    if "\0" in source.text:
        raise ConfigurationError(f"{source.shown} is no text: there is a NUL in it", "is that the right file?")
    for name in names:
        known = formats.load(name)
        if (where := known.broken(source.text)) is not None:
            raise ConfigurationError(f"{source.shown}, of {known.title}: {where}", "mend it there, then import it")


def _by_names(source: Source, names: Sequence[str], *, asked: bool) -> Said:
    said = meant(source.text)
    # In somebody's program a name that could be of mail may be that of a database.
    if asked or not _says_something(said.values) or "<?php" in source.text:
        reader = formats.load(names[0]).title if names else "smtptui"
        raise ConfigurationError(
            f"{source.shown} holds no settings of outgoing mail that {reader} would read",
            "`smtptui formats` lists what is known; --format says what it is",
        )
    return said._replace(notices=(*source.notices, *said.notices))


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


def _checked(imported: Imported, values: Values, catalogue: Sequence[Provider]) -> Imported:
    """Without values that config.toml would refuse, and with what looks wrong in the others."""
    found, notices = imported.found, list(imported.found.notices)
    profile, masked = found.profile, Redactor([found.secret])
    if profile is not None:
        kept: dict[str, Any] = {key: _kept(key, value, notices) for key, value in profile._asdict().items()}
        profile = Profile(**kept)
        provider = next(one for one in catalogue if one.name == profile.provider)
        notices += filter(None, (check_secret_shape(provider, found.secret),))
        found = found._replace(profile=profile, placed=in_words(profile, provider, found.secret))
    # A file that is not what it was taken for may have its secret where a name should be.
    not_placed = tuple(map(masked, found.not_placed))
    found = found._replace(notices=tuple(notices), not_placed=not_placed)
    return imported._replace(found=found, place=_place(values.secret_source))


def _place(written: str | None) -> SecretSource | None:
    try:
        return SecretSource.parse(written) if written else None
    except ValueError:
        # A place that config.toml would refuse is none; what stands there may be the secret.
        return None


def _kept(key: str, value: Any, notices: list[str]) -> Any:
    try:
        return value if key == "name" or value is None else read_field(key, value)
    except FieldError:
        notices.append(f"the {key.replace('_', ' ')} was left out: it is not what can stand there")
        return None
