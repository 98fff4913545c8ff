"""The sandbox in a provider's place, so that a profile can be set up and tried with nothing leaving this machine."""

from typing import TYPE_CHECKING

from smtptui.model.profile import AddressFamily
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.security import Security

if TYPE_CHECKING:
    from smtptui.sandbox.server import Sandbox

_SCENARIO = "good"


def in_place(settings: Settings, sandbox: "Sandbox") -> Settings:
    """The same settings with the sandbox's good server in place of the provider's."""
    security = Security.TLS if settings.endpoint.security is Security.TLS else Security.STARTTLS
    return settings._replace(
        endpoint=sandbox.endpoint(_SCENARIO, security),
        alternatives=(),
        ca_file=sandbox.ca_file,
        tls_fingerprint=None,
        address_family=AddressFamily.ANY,
    )


def with_login(settings: Settings, sandbox: "Sandbox") -> Settings:
    """The same settings with the user name that the sandbox expects."""
    return settings._replace(username=sandbox.username, secret_is_username=False) if settings.logs_in else settings


def secret_for(provider: Provider, typed: Secret, sandbox: "Sandbox") -> Secret:
    """The secret that the sandbox expects, where the typed one could be the provider's; else the typed one, refused."""
    pattern = provider.secret.pattern if provider.secret else None
    could_be = pattern is None or pattern.fullmatch(typed.reveal()) is not None
    return sandbox.secret if could_be else typed
