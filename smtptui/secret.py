"""What authenticates: kept from every output, and masked wherever a peer echoes it."""

import base64
import string
import urllib.parse
from collections.abc import Iterable
from typing import final

MASK = "[secret]"
_ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
# What percent-encoders leave alone beyond letters, digits and "_.-~": nothing, a path's slash, JavaScript's
# encodeURIComponent and encodeURI.
_LEFT_AS_THEY_ARE = ("", "/", "!*'()", "!*'();,/?:@&=+$#")


@final
class Secret:
    """A secret string that only `reveal` gives back: not `repr`, `str`, `format`, pickle or a traceback."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself. Call it in the expression that uses it."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(...)"

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a Secret is not pickled or copied")


@final
class Redactor:
    """Masks secrets in text, in clear, base64 (at any offset), hex and percent-encoding."""

    __slots__ = ("_needles",)

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._needles: list[tuple[str, bool]] = []
        for secret in secrets:
            self.add(secret)

    def add(self, secret: Secret) -> None:
        """Mask this secret too, from now on."""
        if secret:
            needles = {(form, folded) for form, folded in _spellings(secret.reveal()) if form}
            # The longest first: a short spelling may be part of a longer one.
            self._needles = sorted(needles | set(self._needles), key=lambda needle: -len(needle[0]))

    def __call__(self, text: str) -> str:
        """`text` with every spelling of every secret masked."""
        for needle, folded in self._needles:
            text = _masked(text, needle, folded=folded)
        return text

    def __repr__(self) -> str:
        return f"Redactor({len(self._needles)} spellings)"


def _masked(text: str, needle: str, *, folded: bool) -> str:
    if not folded:
        return text.replace(needle, MASK)
    # ASCII alone: str.lower makes some letters longer, and every place after them would be wrong.
    lowered = text.translate(_ASCII_LOWER)
    pieces, start = [], 0
    while (found := lowered.find(needle, start)) >= 0:
        pieces += [text[start:found], MASK]
        start = found + len(needle)
    return "".join([*pieces, text[start:]])


def _spellings(value: str) -> Iterable[tuple[str, bool]]:
    """Each spelling with whether case does not matter in it."""
    octets = value.encode("utf-8", "surrogateescape")
    yield value, False
    yield octets.hex(), True
    # RFC 3986 section 2.1: the hex digits of percent-encoding are case-insensitive.
    yield "".join(f"%{octet:02x}" for octet in octets), True
    yield urllib.parse.quote_plus(octets).lower(), True
    for safe in _LEFT_AS_THEY_ARE:
        yield urllib.parse.quote(octets, safe=safe).lower(), True
    for core in _base64_cores(octets):
        yield core, False
        yield core.replace("+", "-").replace("/", "_"), False


def _base64_cores(octets: bytes) -> Iterable[str]:
    """The characters that base64 gives `octets` wherever they stand in a longer string.

    RFC 4648 section 4 works on groups of three octets: at each of three offsets, the characters that depend on
    our octets alone are the same whatever surrounds them. Cores under four characters would mask chance text.
    """
    for offset in range(3):
        encoded = base64.b64encode(bytes(offset) + octets).decode("ascii").rstrip("=")
        first = (offset * 8 + 5) // 6
        last = (offset + len(octets)) * 8 // 6
        if len(core := encoded[first:last]) >= 4:
            yield core
    if octets:
        yield base64.b64encode(octets).decode("ascii")
