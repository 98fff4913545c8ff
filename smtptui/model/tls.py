"""What a TLS handshake showed."""

from typing import Any, NamedTuple

_DAYS_OF_A_YEAR = 365
# From here on nobody counts in days.
_COUNTED_IN_YEARS = 10 * _DAYS_OF_A_YEAR


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

    @property
    def validity(self) -> str:
        """How long the certificate lasts, in words: `61 days left`, `973 years left`, `expired 2 days ago`."""
        span = _span(abs(self.days_left))
        return f"{span} left" if self.days_left >= 0 else f"expired {span} ago"

    def as_json(self) -> dict[str, Any]:
        """The `tls` object of the contract."""
        return {**self._asdict(), "names": list(self.names)}


def _span(days: int) -> str:
    if days >= _COUNTED_IN_YEARS:
        return f"{days // _DAYS_OF_A_YEAR:,} years"
    return f"{days:,} {'day' if days == 1 else 'days'}"
