"""From a profile's name to a session that can start: profile, settings, and the way to its secret."""

from collections.abc import Callable
from contextlib import aclosing
from typing import NamedTuple

from smtptui.core import profiles, secrets
from smtptui.core.probe import probe
from smtptui.core.run import SecretFetcher
from smtptui.core.settings import settings_of
from smtptui.model.configuration import Configuration
from smtptui.model.report import SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.smtp.stage import Stage


class Job(NamedTuple):
    """A profile's settings and where its secret comes from; None where it logs in nowhere."""

    settings: Settings
    fetch_secret: SecretFetcher | None


def job_for(configuration: Configuration, name: str | None, *, interactive: bool = False) -> Job:
    """The job of the named profile, or of the active one. Raises ConfigurationError.

    `interactive` lets the secret's command, or a sealed file, ask on the terminal.
    """
    profile = profiles.get(configuration, name)
    settings = settings_of(profile, configuration.providers_folder)
    fetch = secrets.fetcher(settings, configuration.path, interactive=interactive)
    return Job(settings, fetch if settings.logs_in else None)


async def probed(
    job: Job,
    *,
    until: Stage = Stage.RCPT,
    timeout_s: float | None = None,
    watch: Callable[[SessionEvent], None] | None = None,
) -> SessionReport:
    """Probe to the end, showing each event to `watch`."""
    async with aclosing(probe(job.settings, job.fetch_secret, until=until, timeout_s=timeout_s)) as events:
        async for event in events:
            if watch is not None:
                watch(event)
            if isinstance(event, SessionReport):
                return event
    raise RuntimeError("a probe ended without a report")
