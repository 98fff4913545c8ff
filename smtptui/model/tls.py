"""What a TLS handshake showed."""

from typing import Any, NamedTuple


class TlsReport(NamedTuple):
    """The session's protocol and the server's certificate.

    Times are RFC 3339 in UTC; `days_left` is negative once expired; `fingerprint` is `sha256:` and the DER
    certificate's digest in lower-case hex; `verified` is False where the certificate could be read but not trusted,
    and `error` then says why.
    """

    version: str | None
    cipher: str | None
    subject: str
    names: tuple[str, ...]
    issuer: str
    not_before: str
    not_after: str
    days_left: int
    fingerprint: str
    verified: bool
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The `tls` object of the contract."""
        return {**self._asdict(), "names": list(self.names)}
