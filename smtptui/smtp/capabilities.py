"""What a server says in its EHLO reply: RFC 5321 section 4.1.1.1 and the extensions' own RFCs."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from smtptui.smtp.reply import Reply

_NOTHING: Mapping[str, str | None] = MappingProxyType({})


class Capabilities(NamedTuple):
    """The keywords of an EHLO reply with their parameters; empty after HELO.

    `greeting_line` is the reply's first line: the server's domain and its greeting.
    """

    greeting_line: str = ""
    keywords: Mapping[str, str | None] = _NOTHING

    def offers(self, keyword: str) -> bool:
        """Whether the server offers this extension. Keywords are case-insensitive (RFC 5321 section 2.4)."""
        return keyword.upper() in self.keywords

    @property
    def offered_mechanisms(self) -> tuple[str, ...]:
        """The SASL mechanisms offered (RFC 4954 section 3), upper case, in the server's order."""
        return tuple((self.keywords.get("AUTH") or "").upper().split())

    @property
    def maximum_size_octets(self) -> int | None:
        """Largest message the server accepts, in octets; None if it states no limit.

        RFC 1870 section 3: the parameter may be absent or 0, and both mean "no limit stated".
        """
        stated = self.keywords.get("SIZE") or ""
        return (int(stated) or None) if stated.isascii() and stated.isdigit() and len(stated) <= 20 else None

    def as_json(self) -> dict[str, str | list[str] | None]:
        """Keyword to parameter: AUTH as a list of mechanisms, the rest as the server wrote it or None."""
        return {
            keyword: list(self.offered_mechanisms) if keyword == "AUTH" else parameter
            for keyword, parameter in self.keywords.items()
        }

    def in_words(self) -> str:
        """The capabilities that matter to an operator, in one line."""
        words = [
            "STARTTLS" if self.offers("STARTTLS") else "",
            f"AUTH {' '.join(self.offered_mechanisms)}" if self.offered_mechanisms else "",
            f"up to {_mebibytes(self.maximum_size_octets)}" if self.maximum_size_octets else "",
            "pipelining" if self.offers("PIPELINING") else "",
            "8-bit" if self.offers("8BITMIME") else "",
            "international addresses" if self.offers("SMTPUTF8") else "",
        ]
        return ", ".join(word for word in words if word) or "no extensions"


def _mebibytes(octets: int) -> str:
    return f"{octets / 2**20:.0f} MiB" if octets >= 2**20 else f"{octets / 2**10:.0f} KiB"


def parse_ehlo(reply: Reply) -> Capabilities:
    """The capabilities in a positive EHLO reply. A keyword that stands twice keeps its first parameter, but for AUTH.

    Old servers write `AUTH=LOGIN` beside `AUTH PLAIN`; both lines count.
    """
    keywords: dict[str, str | None] = {}
    mechanisms: list[str] = []
    for line in reply.lines[1:]:
        keyword, _, parameter = line.replace("=", " ", 1).strip().partition(" ") if _is_old_auth(line) else _split(line)
        if keyword.upper() == "AUTH":
            mechanisms += [word for word in parameter.upper().split() if word not in mechanisms]
            keywords["AUTH"] = " ".join(mechanisms)
        elif keyword:
            keywords.setdefault(keyword.upper(), parameter.strip() or None)
    return Capabilities(reply.lines[0] if reply.lines else "", MappingProxyType(keywords))


def _is_old_auth(line: str) -> bool:
    return line.upper().startswith("AUTH=")


def _split(line: str) -> tuple[str, str, str]:
    return line.strip().partition(" ")
