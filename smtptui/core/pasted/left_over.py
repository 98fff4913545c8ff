"""What a file says about mail beside what its format's reader took out of it."""

import re
import shlex
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

from smtptui import formats
from smtptui.core.pasted.lines import Pair
from smtptui.core.pasted.names import Name, squeezed
from smtptui.core.pasted.values import described, named
from smtptui.formats._base import CannotHoldError, Values
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_ABOUT_MAIL = re.compile(r"smtp|mail|^wpms", re.IGNORECASE)
_FIELDS = {
    Name.PROFILE: "profile",
    Name.HOST: "host",
    Name.USERNAME: "username",
    Name.SECRET: "secret",
    Name.FROM_ADDRESS: "from_address",
    Name.FROM_NAME: "from_name",
    Name.TO_ADDRESS: "to_address",
    Name.MECHANISM: "mechanism",
    Name.EHLO_NAME: "ehlo_name",
    Name.CA_FILE: "ca_file",
}
# A profile that says everything: what a format writes of it are the names that it knows.
_EVERYTHING = Values(
    *("host.example", 587, Security.STARTTLS, "user", Secret("secret")),
    *("from@example.com", "Name", "to@example.com", "plain", "ehlo.example", "/ca.pem", "sendpulse", "profile"),
)


def left_over(text: str, values: Values, format_name: str) -> Iterator[str]:
    """Each line that had no place, by its number and name alone: names that the format does not know, other accounts.

    In a file that is not about mail from end to end only names that speak of mail count: the password of a database is
    nobody's business.
    """
    known, whole = _names_of(format_name), formats.load(format_name).insert is None
    found = [(name, pair) for name, pair in named(text) if pair.value]
    place = (values.secret_source or "").removeprefix("command:")
    times = Counter(squeezed(pair.key) for _, pair in found)
    for name, pair in found:
        key = _key(pair, known)
        if values.secret is None and any(one in place for one in (pair.value, shlex.quote(pair.value))):
            continue
        if key not in known:
            # A line that begins with the host is one that has no names.
            if (whole or _ABOUT_MAIL.search(key)) and "@" not in pair.key and (values.host or "@") not in pair.key:
                yield described(pair)
        elif name is Name.SECRET and values.secret_source and values.secret is None:
            continue
        elif name in _FIELDS and not _is_taken(pair, getattr(values, _FIELDS[name]), again=times[key] > 1):
            yield described(pair)


def _key(pair: Pair, known: Collection[str]) -> str:
    """Its name as it compares. Of msmtp's accounts one may go on from another: "account work : home"."""
    key, first_word = squeezed(pair.key), squeezed(pair.key.partition(" ")[0])
    return first_word if first_word in known and key not in known else key


def _is_taken(pair: Pair, taken: str | Secret | None, *, again: bool) -> bool:
    """Of several with one name, the one that was read; quotes are undone by the format's own reader alone."""
    if taken is None or not again:
        return taken is not None
    return (taken.reveal() if isinstance(taken, Secret) else taken) in pair.value


@cache
def _names_of(format_name: str) -> frozenset[str]:
    known = formats.load(format_name)
    names = set()
    for target in known.targets or ("",):
        for security in Security:
            try:
                values = _EVERYTHING._replace(security=security)
                text = "\n".join(one.render(values, target) for one in (known, *known.companions))
            except CannotHoldError:
                # A version that has no word for this provider has no names of its own either.
                continue
            names |= {squeezed(pair.key) for _, pair in named(text)}
    return frozenset(names)
