"""What a format is made of.

A format is data and pure functions: `render` writes what the target reads, `parse` reads it back by the target's own
rules. Whoever writes a file goes through `smtptui.formats._verify`, which compares the two.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from smtptui.errors import WriteError
from smtptui.secret import Secret
from smtptui.smtp.security import Security

ONE_CREDENTIAL = "one"
_NO_PATH = "-"


class Values(NamedTuple):
    """What targets want to know about outgoing mail; None where a profile, or a file, does not say it.

    `provider` is a name of the catalogue. `mechanism` is a SASL mechanism in lower case. `secret` is for a provider
    without a user name of its own (Postmark) the user name too. `secret_source` is where the profile keeps it;
    `username_is` is ONE_CREDENTIAL where the secret stands for it, `printed_by` a command that prints the secret
    just as it is, as a shell takes it.
    """

    host: str | None = None
    port: int | None = None
    security: Security | None = None
    username: str | None = None
    secret: Secret | None = None
    from_address: str | None = None
    from_name: str | None = None
    to_address: str | None = None
    mechanism: str | None = None
    ehlo_name: str | None = None
    ca_file: str | None = None
    provider: str | None = None
    profile: str | None = None
    region: str | None = None
    address_family: str | None = None
    tls_fingerprint: str | None = None
    secret_source: str | None = None
    username_is: str | None = None
    printed_by: str | None = None


Render = Callable[[Values, str], str]
Parse = Callable[[str, str], Values]
Insert = Callable[[str, Values, str], str]
Warnings = Callable[[Values, str], tuple[str, ...]]
Hindrances = Callable[[str], tuple[str, ...]]
Pick = Callable[[str, str, Values], Values]
Several = Callable[[str, str], tuple[Values, ...]]
Limit = Callable[[str, str, str], str | None]
TargetOf = Callable[[str, str], str]
Broken = Callable[[str], str | None]


class CannotHoldError(WriteError):
    """The target cannot hold a value; the message names field and character, never the value."""


def revealed(secret: Secret | None) -> str | None:
    """The secret in clear, for the line that holds it."""
    return None if secret is None else secret.reveal()


def lines_of(text: str) -> list[str]:
    """The lines without their ends, LF or CRLF; str.splitlines also splits at characters that a value may hold."""
    return [line.removesuffix("\r") for line in text.split("\n")]


def whole_lines_of(text: str) -> list[str]:
    """The same, where the end of the last line begins no further one."""
    return lines_of(text.removesuffix("\n")) if text else []


def _no_warnings(values: Values, target: str) -> tuple[str, ...]:
    return ()


def _no_hindrances(text: str) -> tuple[str, ...]:
    return ()


def _no_limit(field: str, text: str, target: str) -> str | None:
    return None


def _never_broken(text: str) -> str | None:
    return None


def _any_target(text: str, path: str) -> str:
    return ""


class Signs(NamedTuple):
    """How a file of a format is known, and where such files stand beside their usual path.

    `has` is a regular expression that is found in every one of them, `also` another one, and `lacks` one that is found
    in none (all with MULTILINE). `names` are patterns of the file's path, as `fnmatch` takes them: they decide between
    formats whose files look alike. `places` are paths for a search of this machine, with `*` where several are meant:
    absolute, from `~/`, or from the current folder by `./`. `target(text, path)` is the target whose rules a file
    follows, "" where it does not show.
    """

    has: str
    also: str | None = None
    lacks: str | None = None
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    target: TargetOf = _any_target


class Format(NamedTuple):
    """A file that some program reads.

    `holds` are the fields of Values that it carries. `path` is where it usually stands, a hyphen without such a place;
    `owner` is as chown takes it ("" for whoever writes). `targets` are versions of the reader, the newest first:
    `render` and `parse` get one of them, or "" where there are none. `limit(field, text, target)` says why the target
    cannot hold a text. `insert` puts the values into somebody else's file, for formats that edit. `warnings` are
    sentences about what the reader will do with these values: what it sends in the clear when the network lies, what
    else it garbles. `hindrances` names what else in a file would stop mail. `signs` say how such a file is recognised.
    `broken` says where its syntax ends a reading. Of a file that holds several profiles, `several(text, target)` gives
    them all, first the one that its reader takes by itself, and `pick(text, target, values)` what it says of this one.

    `companions` are further files that the same reader needs; those with `targets` only for these. `{profile}` in a
    path is the profile's name. `afterwards` are commands that make the reader see a new file. `may_skip_starttls` where
    nothing makes the reader insist on STARTTLS: it logs in in the clear where somebody on the way strips it. `is_part`
    where the file is about more than mail, and its reader cannot do without the rest.
    """

    title: str
    help: str
    holds: tuple[str, ...]
    render: Render
    parse: Parse
    path: str = _NO_PATH
    owner: str = ""
    mode: int = 0o600
    targets: tuple[str, ...] = ()
    limit: Limit = _no_limit
    insert: Insert | None = None
    warnings: Warnings = _no_warnings
    hindrances: Hindrances = _no_hindrances
    signs: Signs | None = None
    broken: Broken = _never_broken
    pick: Pick | None = None
    several: Several | None = None
    companions: "tuple[Format, ...]" = ()
    afterwards: tuple[str, ...] = ()
    may_skip_starttls: bool = False
    is_part: bool = False

    @property
    def has_usual_path(self) -> bool:
        """Whether its readers look in one place."""
        return self.path != _NO_PATH


def files(known: Format, target: str) -> tuple[Format, ...]:
    """The format itself and its companions for this target."""
    return (known, *(one for one in known.companions if not one.targets or target in one.targets))


def carries(known: Format, field: str, target: str) -> bool:
    """Whether one of its files holds the field."""
    return any(field in one.holds for one in files(known, target))


def file_name(text: str) -> str:
    """A profile's name as a file's, whatever stands in it."""
    return re.sub(r"[^A-Za-z0-9._-]|^\.", lambda match: "".join(f"%{octet:02X}" for octet in match[0].encode()), text)
