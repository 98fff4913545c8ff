"""Where an import comes from: a file, standard input, a URL, or the environment of this process."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from smtptui.core.pasted.url import url_in
from smtptui.errors import MisuseError
from smtptui.formats._recognise import recognised
from smtptui.formats._shell import double_quoted
from smtptui.text import printable

# No configuration has a tenth of it.
LARGEST_OCTETS = 1_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# What variables are called that say where mail goes.
_HEADS = ("SMTP_", "MAIL", "EMAIL_", "SYSTEM_EMAIL_", "SYSTEM_FROM", "SYSTEM_TO", "DISCOURSE_SMTP_", "GF_SMTP_")
# bash(1): where to look for new mail on this machine.
_OF_THE_SHELL = ("MAIL", "MAILCHECK", "MAILPATH")
# Those whose readers undo the quotes that stand here around a variable's value.
_OF_ENVIRONMENTS = ("adt-env", "systemd-env")


class Source(NamedTuple):
    """A text and where it was. `shown` is safe to print; `path` is empty where there is no file.

    `only` are the formats that it can be of; None leaves that to its signs.
    """

    shown: str
    path: str
    text: str
    notices: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None


def from_file(path: Path) -> Source:
    """What a file holds. Raises MisuseError where it cannot be read."""
    shown = printable(str(path))
    try:
        if path.is_dir():
            raise MisuseError(f"{shown} is a folder", "name the file in it")
        with path.open("rb") as file:
            octets = file.read(LARGEST_OCTETS + 1)
    except FileNotFoundError:
        raise MisuseError(f"{shown} is not there", "`smtptui import --scan` lists what is on this machine") from None
    except PermissionError:
        raise MisuseError(
            f"{shown} is not yours to read", f"`sudo cat '{shown}' | smtptui import -` reads it"
        ) from None
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or "no path can be so"
        raise MisuseError(f"{shown} cannot be read: {words}", "is that the right path?") from None
    return from_octets(octets, shown, str(path))


def from_octets(octets: bytes, shown: str, path: str = "") -> Source:
    """The text of what was read: by its byte order mark, as UTF-8, and else as Latin-1, which is said."""
    if len(octets) > LARGEST_OCTETS:
        raise MisuseError(f"{shown} is larger than {LARGEST_OCTETS // 1_000_000} MB", "is that the right file?")
    encoding = next((name for mark, name in _MARKS if octets.startswith(mark)), "utf-8")
    try:
        return Source(shown, path, octets.decode(encoding))
    except UnicodeDecodeError:
        said = f"{shown} is not UTF-8: it was read as Latin-1, so look at letters beyond English"
        return Source(shown, path, octets.decode("latin-1"), (said,))


def from_url(word: str) -> Source | None:
    """A word of the command line that is a URL; None for any other."""
    url = url_in(word)
    if url is None or url.start:
        return None
    exposed = "`ps` and the shell's history show a URL of the command line: `smtptui import -` reads one, too"
    return Source("the URL", "", word, (exposed,) if url.secret else ())


def from_environment(variables: Mapping[str, str]) -> Source:
    """The variables that speak of mail. Raises MisuseError where there are none."""
    names = names_in(variables)
    if not names:
        raise MisuseError("no variable of this process speaks of mail", "export them before, or name a file")
    text = "".join(f"{name}={_written(variables[name])}\n" for name in names)
    return Source("the environment", "", text, only=tuple(set(recognised(text)) & set(_OF_ENVIRONMENTS)))


def _written(value: str) -> str:
    return value if url_in(value) else double_quoted(value)


def names_in(variables: Mapping[str, str]) -> list[str]:
    """The names of the variables that speak of mail."""
    return sorted(name for name in variables if name.startswith(_HEADS) and name not in _OF_THE_SHELL)
