"""The proof of a listening side: who shall log in can, by each mechanism, and nobody else gets mail through."""

import base64
from contextlib import aclosing
from typing import NamedTuple

from smtptui import providers
from smtptui.core.jobs import Job, probed
from smtptui.core.relay.proof import Proof, followed, proving_draft
from smtptui.core.relay.seeking import Envelope, Tell
from smtptui.core.send import send
from smtptui.errors import ConfigurationError
from smtptui.model.endpoint import Endpoint
from smtptui.model.relay_listening import MECHANISMS, Login
from smtptui.model.relay_plan import PlannedListening
from smtptui.model.report import Outcome, SessionReport
from smtptui.model.settings import Settings
from smtptui.net.session import Session
from smtptui.relay.instance import Instance
from smtptui.secret import Redactor, Secret
from smtptui.smtp.reply import Reply
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage

# What stands in no table of anybody's: no account, and addresses that nobody has (RFC 2606).
_STRANGER = base64.b64encode(b"\0nobody\0nothing").decode()
_FROM, _TO = "nobody@example.invalid", "somebody@example.invalid"
_TAKEN_BACK = "everything is as it was"


class Check(NamedTuple):
    """What was tried, and the server's words."""

    what: str
    answer: str


def client_settings(listening: PlannedListening, name: str | None) -> Settings:
    """How an application reaches it, and knows it by its certificate; without a name, one that does not log in."""
    at = listening.service.at
    return Settings(
        profile="relay",
        provider=providers.CUSTOM,
        endpoint=Endpoint(at.host, at.port, listening.service.security),
        username=name,
        from_address=_FROM,
        to_address=_TO,
        tls_fingerprint=listening.fingerprint,
    )


async def checked_listening(listening: PlannedListening, logins: tuple[Login, ...]) -> tuple[Check, ...]:
    """Try what has to work and what must not. Raises ConfigurationError for the first that is otherwise."""
    checks = [await _logged_in(listening, one, mechanism) for one in logins for mechanism in MECHANISMS]
    strangers = [client_settings(listening, None)]
    if not listening.service.has_implicit_tls:
        strangers.append(_without_tls(strangers[0]))
        checks.append(await _plain_refused(strangers[1]))
    return (*checks, *[await _relaying_refused(one) for one in strangers])


async def _logged_in(listening: PlannedListening, login: Login, mechanism: str) -> Check:
    settings = client_settings(listening, login.name)._replace(mechanism=mechanism.lower())

    async def secret() -> Secret:
        return login.secret

    report = await probed(Job(settings, secret), until=Stage.AUTH)
    what = f"{login.name} logs in by {mechanism}"
    if report.failure is not None:
        raise ConfigurationError(f"not so: {what}: {report.failure.detail}", _TAKEN_BACK)
    return Check(what, next(one.detail for one in report.stages if one.stage is Stage.AUTH))


async def _plain_refused(settings: Settings) -> Check:
    """What a client hears that would show its password to whoever listens: made-up words, no password of anybody's."""
    async with Session(settings, Redactor()) as session:
        for step in (session.resolve, session.connect, session.greeting, session.ehlo):
            await step()
        offered = session.capabilities.offered_mechanisms
        reply = await session.wire.command(f"AUTH PLAIN {_STRANGER}")
    if set(offered) & {"PLAIN", "LOGIN"} or not _is_final_refusal(reply):
        raise ConfigurationError(f"PLAIN is not refused without TLS: {reply.one_line}", _TAKEN_BACK)
    return Check("PLAIN without TLS is refused", reply.one_line)


async def _relaying_refused(settings: Settings) -> Check:
    report = await probed(Job(settings, None))
    how = "without TLS" if settings.endpoint.security is Security.NONE else "over TLS"
    failure = report.failure
    if failure is None or failure.reply is None or not _is_final_refusal(failure.reply):
        said = failure.detail if failure else "the recipient was accepted"
        raise ConfigurationError(f"mail without a login, {how}, is not refused: {said}", _TAKEN_BACK)
    return Check(f"mail without a login is refused, {how}", failure.reply.one_line)


def _without_tls(settings: Settings) -> Settings:
    endpoint = settings.endpoint._replace(security=Security.NONE)
    return settings._replace(endpoint=endpoint, tls_fingerprint=None)


def _is_final_refusal(reply: Reply) -> bool:
    return 500 <= reply.code < 600


async def prove_listening(
    instance: Instance,
    listening: PlannedListening,
    login: Login,
    settings: Settings,
    relayhost: str,
    tell: Tell = lambda words: None,
) -> Proof:
    """Hand a message in as an application does, and follow it. Raises ConfigurationError where it is not taken."""
    draft = proving_draft(settings, relayhost)
    client = client_settings(listening, login.name)._replace(
        from_address=settings.from_address, from_name=settings.from_name, mechanism=MECHANISMS[0].lower()
    )

    async def secret() -> Secret:
        return login.secret

    report, envelope = None, Envelope.of_now(settings.from_address or "", draft.to_addresses[0])
    async with aclosing(send(client, secret, draft)) as events:
        async for event in events:
            report = event if isinstance(event, SessionReport) else report
    delivery = report.delivery if report else None
    if delivery is None or delivery.outcome is not Outcome.ACCEPTED or delivery.message_id is None:
        said = report.failure.detail if report and report.failure else "nobody knows why"
        raise ConfigurationError(
            f"the relay does not take a message from {login.name}: {said}", "`smtptui relay logs` says more"
        )
    return await followed(instance, delivery.message_id, envelope, tell)
