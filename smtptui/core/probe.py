"""Probe a profile: does it work from here, and if not, where does it end and why? No message is sent."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing

from smtptui.core.run import Run, SecretFetcher, Skipped, Step
from smtptui.core.time_limits import TimeLimits
from smtptui.errors import ConfigurationError, SecretError
from smtptui.model.profile import Profile
from smtptui.model.report import SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.net.envelope import DryRun, leave
from smtptui.secret import Secret
from smtptui.smtp.mailbox import Mailbox, MailboxError, parse_mailbox
from smtptui.smtp.stage import Stage, wire_order


async def probe(
    settings: Settings,
    fetch_secret: SecretFetcher | None,
    *,
    until: Stage = Stage.RCPT,
    timeout_s: float | None = None,
) -> AsyncGenerator[SessionEvent, None]:
    """Events of one probe; the last one is its SessionReport.

    The secret is fetched before the connection, and only if the run reaches AUTH. A secret that cannot be had and a
    setting that cannot be used give a report with an error and no stages. Close it (`contextlib.aclosing`) to end the
    session early.
    """
    try:
        secret = await fetch_for(settings, fetch_secret, until)
        async with aclosing(_session(settings, secret, until, TimeLimits.of(timeout_s))) as events:
            async for event in events:
                yield event
    except (SecretError, ConfigurationError) as error:
        yield untried(settings, error)


async def fetch_for(settings: Settings, fetch_secret: SecretFetcher | None, until: Stage) -> Secret | None:
    """The secret, where the session will use it."""
    reaches_auth = Stage.AUTH in wire_order(settings.endpoint.security, until)
    if not (settings.logs_in and reaches_auth) or fetch_secret is None:
        return None
    return await fetch_secret()


def untried(settings: Settings, error: SecretError | ConfigurationError) -> SessionReport:
    """The report of a session that could not begin."""
    return SessionReport(settings.profile, settings.provider, settings.endpoint, settings.username, error=_error(error))


def untried_profile(profile: Profile, error: ConfigurationError) -> SessionReport:
    """The report of a profile that gives no settings."""
    return SessionReport(profile.name, profile.provider, None, error=_error(error))


def _error(error: SecretError | ConfigurationError) -> tuple[str, str]:
    kind = "secret" if isinstance(error, SecretError) else "config"
    return kind, f"{error.message}; {error.advice}" if error.advice else error.message


async def _session(
    settings: Settings, secret: Secret | None, until: Stage, limits: TimeLimits
) -> AsyncGenerator[SessionEvent, None]:
    run = Run(settings, secret, wire_order(settings.endpoint.security, until), limits)
    run.bound(limits.probe_s)
    async with run.session:
        dry_run = _Envelope(run)
        for stage in run.order:
            step = dry_run.step(stage) or run.opening(stage)
            async with aclosing(run.stage(stage, step)) as events:
                async for event in events:
                    yield event
            if run.failure is not None:
                break
        await run.part(dry_run.goodbye)
        for skipped in run.skip_rest():
            yield skipped
    yield run.report()


class _Envelope:
    """MAIL, RCPT and QUIT of a probe; without addresses in the profile the first two are skipped."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._dry_run: DryRun | None = None
        self._sender = _mailbox(run.settings.from_address or run.settings.username)
        self._recipient = _mailbox(run.settings.to_address)

    @property
    def goodbye(self) -> Callable[[], Awaitable[None]] | None:
        """How to leave after a refusal, once the envelope has begun."""
        return self._dry_run.abandon if self._dry_run else None

    def step(self, stage: Stage) -> Step | None:
        """What to do at a stage of the envelope; None for the others."""
        steps: dict[Stage, Step] = {Stage.MAIL: self._mail, Stage.RCPT: self._rcpt, Stage.QUIT: self._quit}
        return steps.get(stage)

    async def _mail(self) -> str:
        if self._sender is None:
            return Skipped("the profile has no From address")
        recipient = self._recipient if Stage.RCPT in self._run.order else None
        self._dry_run = DryRun(self._run.session.wire, self._run.session.capabilities, self._sender, recipient)
        return await self._dry_run.mail()

    async def _rcpt(self) -> str:
        if self._dry_run is None or self._recipient is None:
            return Skipped("the profile has no To address")
        return await self._dry_run.rcpt()

    async def _quit(self) -> str:
        if self._dry_run is not None:
            return await self._dry_run.quit()
        return leave(self._run.session.wire, "QUIT")


def _mailbox(address: str | None) -> Mailbox | None:
    try:
        return parse_mailbox(address) if address else None
    except MailboxError:
        # Only a user name gets here unchecked, and it need not be an address.
        return None
