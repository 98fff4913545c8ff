"""A profile resolved against its provider: every value decided, ready for the wire, without the secret."""

from typing import NamedTuple

from smtptui.model.endpoint import Endpoint
from smtptui.model.profile import AddressFamily
from smtptui.model.secret_source import SecretSource


class Settings(NamedTuple):
    """What a session needs. Made by `smtptui.core.settings.resolve`, which checks every value.

    `username` is the literal that goes to AUTH, or None where nothing logs in or where the secret stands for it too
    (`secret_is_username`). `mechanism` is "auto" or one name in lower case. `provider_mechanisms` is what the catalogue
    knows. `alternatives` are the other endpoints of the same provider and region, for `--ports`. `warnings` are
    sentences for the operator (a region the catalogue lacks, plain text to another machine).
    `endpoint_is_preset` where the catalogue chose it: the profile says neither port, security nor a host of its own.
    """

    profile: str
    provider: str
    endpoint: Endpoint
    username: str | None = None
    secret_is_username: bool = False
    secret_source: SecretSource | None = None
    mechanism: str = "auto"
    provider_mechanisms: tuple[str, ...] = ()
    from_address: str | None = None
    from_name: str | None = None
    to_address: str | None = None
    ehlo_name: str | None = None
    ca_file: str | None = None
    tls_fingerprint: str | None = None
    address_family: AddressFamily = AddressFamily.ANY
    alternatives: tuple[Endpoint, ...] = ()
    region: str | None = None
    warnings: tuple[str, ...] = ()
    endpoint_is_preset: bool = False

    @property
    def logs_in(self) -> bool:
        """Whether the session has an AUTH stage that does something."""
        return self.username is not None or self.secret_is_username

    @property
    def account(self) -> tuple[str, str]:
        """Host and user name: what the provider counts and locks, and what a secret is keyed by."""
        return (self.endpoint.host.lower(), self.username or "")
