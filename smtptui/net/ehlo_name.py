"""The name a client gives in EHLO: RFC 5321 section 4.1.4."""

import ipaddress
import socket


def ehlo_name(configured: str | None, local_address: str) -> str:
    """The configured name; else this machine's name if it is fully qualified; else the socket's address as a literal.

    Never socket.getfqdn: it asks the name server, may hang for many seconds and often answers `localhost`.
    """
    if configured:
        return configured
    name = socket.gethostname()
    if "." in name.strip(".") and name.isascii() and not name.lower().startswith("localhost"):
        return name
    return address_literal(local_address)


def address_literal(address: str) -> str:
    """RFC 5321 section 4.1.3: `[192.0.2.1]` or `[IPv6:2001:db8::1]`."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    return f"[IPv6:{parsed}]" if parsed.version == 6 else f"[{parsed}]"
