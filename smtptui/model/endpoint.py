"""Where a session goes."""

import ipaddress
from typing import NamedTuple

from smtptui.smtp.security import Security


class Endpoint(NamedTuple):
    """A host (name or address, without brackets), a port and how the session is protected."""

    host: str
    port: int
    security: Security

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port} {self.security.label}"

    @property
    def is_loopback(self) -> bool:
        """Whether nothing that is sent there leaves this machine."""
        if self.host.lower().rstrip(".") == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
