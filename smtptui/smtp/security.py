"""How a session is protected."""

from enum import StrEnum


class Security(StrEnum):
    """TLS from the first byte (RFC 8314 section 3), required STARTTLS (RFC 3207), or nothing."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"

    @property
    def label(self) -> str:
        """The word that operators know it by."""
        return {"tls": "TLS", "starttls": "STARTTLS", "none": "no encryption"}[self.value]


def usual_security(port: int) -> Security:
    """What a port speaks by convention: 465 and its siblings implicit TLS (RFC 8314 section 7.3), the rest STARTTLS."""
    return Security.TLS if port in (465, 2465) else Security.STARTTLS


def usual_port(security: Security) -> int:
    """The submission port for a security (RFC 8314 section 3.3, RFC 6409 section 3.1; 25 without any)."""
    return {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}[security]
