"""An account's limits with what the history says it has used."""

from datetime import UTC, datetime

from smtptui import providers
from smtptui.core.limits import LONGEST_WINDOW, LimitUse, uses
from smtptui.model.configuration import Configuration
from smtptui.model.settings import Settings
from smtptui.store import history


def limits_of(configuration: Configuration, settings: Settings) -> tuple[LimitUse, ...]:
    """The limits of the settings' provider, for its account. Raises WriteError where the history cannot be read."""
    now = datetime.now(UTC)
    provider = providers.load(settings.provider, configuration.providers_folder)
    sends = history.sends_of(settings.endpoint.host, settings.username, since=now - LONGEST_WINDOW)
    return uses(provider, sends, now)
