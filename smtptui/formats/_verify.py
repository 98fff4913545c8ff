"""Written, read back by the target's rules, and compared value by value, before any file is touched."""

from collections.abc import Iterator

from smtptui.errors import MisuseError
from smtptui.formats._base import ONE_CREDENTIAL, CannotHoldError, Format, Values
from smtptui.secret import Secret

# A policy, even where a target could hold them: no password has them, and every hand that copies one loses them.
_NOWHERE = {"\n": "a line end", "\r": "a carriage return", "\0": "a NUL"}
_LEFT_ALONE = ("from_address", "from_name", "to_address", "mechanism", "ehlo_name", "ca_file", "profile")
_ADVICE = "choose another format, or another secret at the provider"


def rendered(name: str, known: Format, values: Values, target: str | None = None, existing: str | None = None) -> str:
    """The file's text, proven to give `values` back. Raises CannotHoldError, MisuseError for an unknown target.

    Where the format edits and `existing` is given, its bytes that are not ours stay as they are.
    """
    return rendered_file(name, known, values, checked_target(name, known, target), existing)


def rendered_file(name: str, known: Format, values: Values, version: str, existing: str | None = None) -> str:
    """The same for one of a format's files, its target checked before."""
    _refuse(name, known, values, version)
    if known.insert is not None and existing is not None:
        text = known.insert(existing, values, version)
    else:
        text = known.render(values, version)
    if changed := differences(known, values, text, version):
        raise CannotHoldError(f"{name} would not give back the {changed[0]} as it is", _ADVICE)
    return text


def checked_target(name: str, known: Format, target: str | None) -> str:
    """The target asked for, or the newest, or "" where there are none. Raises MisuseError."""
    if not target:
        return known.targets[0] if known.targets else ""
    if target not in known.targets:
        choice = f"choose one of: {', '.join(known.targets)}" if known.targets else "leave --target out"
        raise MisuseError(f'{name} knows no target "{target}"', choice)
    return target


def differences(known: Format, values: Values, text: str, target: str) -> list[str]:
    """The fields in which a file that is there differs from the profile, in words."""
    read_back = known.pick(text, target, values) if known.pick else known.parse(text, target)
    return [words_for(field) for field in lost(known, values, read_back)]


def lost(known: Format, values: Values, read_back: Values) -> list[str]:
    """The fields that were not read back as they are."""
    return [field for field in known.holds if not _same(field, getattr(read_back, field), values)]


def _same(field: str, found: object, values: Values) -> bool:
    """What the profile does not say may be whatever the file says of its own."""
    wanted = getattr(values, field)
    if field == "username" and values.username_is == ONE_CREDENTIAL and found is None:
        return True
    return found == wanted or (wanted is None and field in _LEFT_ALONE)


def _refuse(name: str, known: Format, values: Values, target: str) -> None:
    for field, text in _texts(known, values):
        for character, words in _NOWHERE.items():
            if character in text:
                raise CannotHoldError(f"the {words_for(field)} holds {words}, which no format carries", "type it again")
        if reason := known.limit(field, text, target):
            raise CannotHoldError(f"{name} cannot hold the {words_for(field)}: {reason}", _ADVICE)


def _texts(known: Format, values: Values) -> Iterator[tuple[str, str]]:
    for field in known.holds:
        value = getattr(values, field)
        if isinstance(value, Secret):
            yield field, value.reveal()
        elif isinstance(value, str):
            yield field, value


def words_for(field: str) -> str:
    """A field of Values in words."""
    return {"username": "user name"}.get(field, field.replace("_", " "))
