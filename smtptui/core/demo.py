"""The sandbox as a set of profiles, one a scenario, in memory: nothing of the operator's is read or written."""

from smtptui import providers
from smtptui.core.settings import resolve
from smtptui.model.profile import Profile
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.model.settings import Settings
from smtptui.sandbox.scenario import Scenario
from smtptui.sandbox.server import Sandbox
from smtptui.secret import Secret

TO_ADDRESS = "webmaster@sandbox.example"


def demo_profile(sandbox: Sandbox, scenario: Scenario) -> Profile:
    """The profile that reaches a scenario. Its provider is custom: the host is this machine, not the provider's."""
    endpoint = sandbox.endpoint(scenario.name)
    return Profile(
        name=scenario.name,
        provider="custom",
        username=sandbox.username,
        from_address=scenario.from_address or sandbox.username,
        from_name="smtptui demo",
        to_address=TO_ADDRESS,
        secret=SecretSource(SecretKind.KEYRING),
        host=endpoint.host,
        port=endpoint.port,
        security=endpoint.security,
        ca_file=sandbox.ca_file,
        group=scenario.provider,
    )


def demo_settings(sandbox: Sandbox, scenario: Scenario) -> Settings:
    """The settings of a scenario, labelled with the provider that it rehearses, so that hints are that provider's."""
    resolved = resolve(demo_profile(sandbox, scenario), providers.load("custom"))
    return resolved._replace(provider=scenario.provider)


def demo_fetcher(sandbox: Sandbox) -> "Fetch":
    """The way to the sandbox's secret."""
    return Fetch(sandbox.secret)


class Fetch:
    """Gives a secret that is at hand, as one that has to be fetched."""

    def __init__(self, secret: Secret) -> None:
        self._secret = secret

    async def __call__(self) -> Secret:
        """The secret."""
        return self._secret
