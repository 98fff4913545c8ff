"""Where a relay may listen: an address of a private network, never one that the whole Internet reaches."""

import ipaddress
import re

from smtptui.errors import MisuseError
from smtptui.model.relay import Listener
from smtptui.text import printable

PORT = 587
_STATED = re.compile(r"\[(?P<v6>[^\]]+)\](?::(?P<v6_port>\d{1,5}))?|(?P<v4>[^:\[\]]+)(?::(?P<v4_port>\d{1,5}))?")


def listening_address(text: str) -> Listener:
    """`10.0.0.5`, `10.0.0.5:2525`, `fd00::5` or `[fd00::5]:2525`. Raises MisuseError, which says what is wrong."""
    host, port = _parts(text)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise MisuseError(f"--listen: {printable(text)} is no address", _ADVICE) from None
    if reason := _reason_against(address):
        raise MisuseError(f"--listen: {address} {reason}", _ADVICE)
    if not 0 < port < 65536:
        raise MisuseError(f"--listen: {port} is no port", f"without one it is {PORT}")
    return Listener(str(address), port)


_ADVICE = "name this machine's address in the private network, such as 10.0.0.5 or 10.0.0.5:2525"


def _parts(text: str) -> tuple[str, int]:
    if text.count(":") > 1 and not text.startswith("["):
        return text, PORT
    found = _STATED.fullmatch(text)
    if found is None:
        return text, PORT
    return found["v6"] or found["v4"], int(found["v6_port"] or found["v4_port"] or PORT)


def _reason_against(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    if address.is_unspecified:
        return "is every address of this machine, also those that the Internet reaches"
    if address.is_multicast:
        return "is no address of one machine"
    if address.is_global:
        return "is public: every stranger could try passwords there"
    return ""
