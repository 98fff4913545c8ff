"""The variables of the formats that are plain environments of our own naming."""

from collections.abc import Iterator, Mapping

from smtptui.formats._base import Values, revealed
from smtptui.secret import Secret
from smtptui.smtp.security import Security

HOLDS = (
    *("host", "port", "security", "username", "secret"),
    *("from_address", "from_name", "to_address", "mechanism", "ehlo_name", "ca_file"),
)
_TEXTS = {
    "SMTP_USERNAME": "username",
    "SMTP_FROM_ADDRESS": "from_address",
    "SMTP_FROM_NAME": "from_name",
    "SMTP_TO_ADDRESS": "to_address",
    "SMTP_MECHANISM": "mechanism",
    "SMTP_EHLO_NAME": "ehlo_name",
    "SMTP_CA_FILE": "ca_file",
}


def variables(values: Values) -> Iterator[tuple[str, str | None]]:
    """Name and value of each; None for what the profile does not say."""
    yield "SMTP_HOST", values.host
    yield "SMTP_PORT", None if values.port is None else str(values.port)
    yield "SMTP_SECURITY", values.security and values.security.value
    for name, field in _TEXTS.items():
        yield name, getattr(values, field)
    yield "SMTP_PASSWORD", revealed(values.secret)


def values_in(found: Mapping[str, str]) -> Values:
    """What an environment says."""
    texts = {field: found.get(name) for name, field in _TEXTS.items()}
    secret = found.get("SMTP_PASSWORD")
    return Values(
        host=found.get("SMTP_HOST"),
        port=port_in(found.get("SMTP_PORT")),
        security=security_in(found.get("SMTP_SECURITY")),
        secret=Secret(secret) if secret is not None else None,
        **texts,
    )


def port_in(text: str | None) -> int | None:
    """A port's number, or None where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and 0 < int(text) < 65536 else None


def security_in(text: str | None) -> Security | None:
    """One of our three words, or None."""
    return Security(text) if text in set(Security) else None
