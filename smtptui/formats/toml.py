"""Our own config.toml: a profile, and of its secret only the place; or the secret too, in a file of its own."""

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from smtptui.formats._base import ONE_CREDENTIAL, CannotHoldError, Format, Signs, Values, file_name, lines_of, revealed
from smtptui.formats._environment import security_in
from smtptui.formats._literals import number_of, secret_of, text_of

REFERENCE, WITH_SECRET = "reference", "with-secret"
_TEXTS = (
    *("provider", "username", "from_address", "from_name", "to_address", "region", "host"),
    *("mechanism", "ehlo_name", "ca_file", "tls_fingerprint", "address_family"),
)
_SECRET_FILE = "~/.config/smtptui/{profile}.secret"  # noqa: S105 - a path


def _table(values: Values, target: str) -> Mapping[str, str | int | None]:
    """The keys of [profiles.NAME]; None for one that is not there."""
    own_file = f"file:{file_name(_name(values))}.secret"
    return {
        **{key: getattr(values, key) for key in _TEXTS},
        "username": None if values.username_is == ONE_CREDENTIAL else values.username,
        "port": values.port,
        "security": values.security.value if values.security else None,
        "secret": own_file if target == WITH_SECRET and values.secret is not None else values.secret_source,
    }


def _name(values: Values) -> str:
    return values.profile or "smtp"


def _put(text: str, values: Values, target: str) -> str:
    """The text with the profile's table; other tables, keys that are not ours and comments keep every byte."""
    from smtptui.toml_text.edit import TomlText  # only here, with tomlkit

    meant, edited = _tables(text), TomlText(text)
    profiles = meant.setdefault("profiles", {})
    table = profiles.setdefault(_name(values), {}) if isinstance(profiles, dict) else None
    if not isinstance(table, dict):
        raise CannotHoldError("profiles is no table in this file", "is that the right file?")
    for key, value in _table(values, target).items():
        if value is None and key in table:
            edited.remove(("profiles", _name(values), key))
            del table[key]
        elif value is not None and table.get(key) != value:
            edited.set(("profiles", _name(values), key), value)
            table[key] = value
    if _tables(str(edited)) != meant:
        advice = "give each profile a table of its own, [profiles.NAME]"
        raise CannotHoldError("this file is written in a way that cannot be changed piece by piece", advice)
    return str(edited)


def _tables(text: str) -> dict[str, Any]:
    try:
        return deepcopy(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CannotHoldError(f"this is no TOML: {error}", "mend it there first") from error


def _parse(text: str, target: str) -> Values:
    """The active profile, or the first."""
    profiles = _profiles(text)
    active = text_of(_read(text).get("active"))
    return _values(profiles, active if active in profiles else next(iter(profiles), None))


def _several(text: str, target: str) -> tuple[Values, ...]:
    first, profiles = _parse(text, target), _profiles(text)
    return (first, *(_values(profiles, name) for name in profiles if name != first.profile))


def _pick(text: str, target: str, values: Values) -> Values:
    return _values(_profiles(text), _name(values))


def _values(profiles: Mapping[str, Any], name: str | None) -> Values:
    table = profiles.get(name or "")
    if not isinstance(table, dict):
        return Values()
    return Values(
        secret=None,
        **{key: text_of(table.get(key)) for key in _TEXTS},
        port=number_of(table.get("port")),
        security=security_in(text_of(table.get("security"))),
        secret_source=text_of(table.get("secret")),
        profile=name,
    )


def _profiles(text: str) -> Mapping[str, Any]:
    found = _read(text).get("profiles")
    return found if isinstance(found, dict) else {}


def _read(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _broken(text: str) -> str | None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return f"it is no TOML: {error}"
    except RecursionError:
        return "it is nested too deep"
    return None


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    return ("the secret stands in the clear in a file beside it",) if target == WITH_SECRET else ()


FORMAT = Format(
    title="smtptui",
    help="a profile of our own config.toml; with --with-secret its secret in a file beside it",
    path="~/.config/smtptui/config.toml",
    holds=(*_TEXTS, "port", "security", "profile"),
    render=lambda values, target: _put("", values, target),
    parse=_parse,
    several=_several,
    pick=_pick,
    targets=(REFERENCE, WITH_SECRET),
    insert=lambda existing, values, target: _put(existing, values, target),
    warnings=_warnings,
    signs=Signs(r"^\[profiles\."),
    broken=_broken,
    companions=(
        Format(
            title="the secret",
            help="the secret alone, in the clear",
            path=_SECRET_FILE,
            holds=("secret",),
            render=lambda values, target: f"{revealed(values.secret) or ''}\n",
            parse=lambda text, target: Values(secret=secret_of(lines_of(text)[0]) if text.count("\n") == 1 else None),
            targets=(WITH_SECRET,),
        ),
    ),
)
