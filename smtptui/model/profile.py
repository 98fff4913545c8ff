"""What the operator saves: [profiles.NAME] of config.toml."""

from enum import StrEnum
from typing import NamedTuple

from smtptui.model.secret_source import SecretSource
from smtptui.smtp.security import Security


class AddressFamily(StrEnum):
    """Which addresses of a host may be used."""

    ANY = "any"
    IPV4 = "ipv4"
    IPV6 = "ipv6"


class Profile(NamedTuple):
    """One profile as it was saved. None everywhere means "not set": the provider's preset or our default holds.

    `name` is the key in config.toml. A value that is wrong (unknown provider, port 0) never gets this far:
    `smtptui.store.config_file` refuses it with file, line and key.
    """

    name: str
    provider: str = "custom"
    username: str | None = None
    from_address: str | None = None
    from_name: str | None = None
    to_address: str | None = None
    secret: SecretSource | None = None
    region: str | None = None
    host: str | None = None
    port: int | None = None
    security: Security | None = None
    mechanism: str | None = None
    ehlo_name: str | None = None
    ca_file: str | None = None
    tls_fingerprint: str | None = None
    address_family: AddressFamily | None = None
    group: str | None = None
