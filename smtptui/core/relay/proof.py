"""The proof of a relay: a message through it to the profile's To address, followed by its log to what became of it."""

import asyncio
import uuid
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from smtptui.core.relay.logs import logs
from smtptui.core.relay.reasons import explainer_of
from smtptui.core.relay.seeking import Envelope, Tell, sought
from smtptui.diagnosis.log_lines import failure_in
from smtptui.errors import ConfigurationError
from smtptui.model.diagnosis import Diagnosis
from smtptui.model.relay import QueuedMessage
from smtptui.model.relay_log import SENT, Delivery, LogTold
from smtptui.model.settings import Settings
from smtptui.relay import control
from smtptui.relay.control import Measure
from smtptui.relay.instance import Instance
from smtptui.relay.submit import submit
from smtptui.smtp.mailbox import MailboxError
from smtptui.smtp.message import Draft, Message, compose
from smtptui.text import printable

TIMEOUT_S = 120.0
_GRACE_S = 5.0
_SILENT = "the log tells nothing of it"
# What was logged since the message was handed in and before the log was opened.
_LAST_LINES = 500
_TEXT = """\
This message was handed to the Postfix of {host}, which passed it on to {relayhost}.
If you read it, every program of that machine can send mail by it.
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of the message. `delivery` is None where nothing told it; `silence` says why.

    `stage` is where the session with the provider failed, as far as its words tell. `was_removed`: a message that
    waits would be tried again and again, with the login that was refused.
    """

    message_id: str
    queue_id: str | None = None
    delivery: Delivery | None = None
    stage: str | None = None
    diagnosis: Diagnosis | None = None
    was_removed: bool = False
    silence: str | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the provider took it."""
        return self.delivery is not None and self.delivery.status == SENT

    def as_json(self) -> dict[str, Any]:
        """The `proof` object."""
        return {
            "sent": self.is_sent,
            "message_id": self.message_id,
            "queue_id": self.queue_id,
            "delivery": self.delivery._asdict() if self.delivery else None,
            "stage": self.stage,
            "diagnosis": self.diagnosis.as_json() if self.diagnosis else None,
            "removed": self.was_removed,
            "silence": self.silence,
        }


def proving_draft(settings: Settings, relayhost: str) -> Draft:
    """What it says. Raises ConfigurationError where the profile does not say from whom or to whom."""
    for key, value in (("from_address", settings.from_address), ("to_address", settings.to_address)):
        if not value:
            name = printable(settings.profile)
            raise ConfigurationError(f"profile {name}: {key} is not set", "the proof of a relay is a message")
    host, to = settings.ehlo_name or "this machine", relayhost or "its recipient's own server"
    return Draft((settings.to_address or "",), "The local relay works", _TEXT.format(host=host, relayhost=to))


def proving_message(settings: Settings, relayhost: str) -> Message:
    """The message. Raises ConfigurationError where the profile's addresses are not such."""
    try:
        return compose(
            proving_draft(settings, relayhost),
            from_address=settings.from_address or "",
            from_name=settings.from_name,
            date=datetime.now().astimezone(),
            unique=uuid.uuid4().hex,
        )
    except MailboxError as error:
        raise ConfigurationError(f"profile {printable(settings.profile)}: {error}", "mend its addresses") from None


async def prove(
    instance: Instance, message: Message, tell: Tell = lambda words: None, *, timeout_s: float = TIMEOUT_S
) -> Proof:
    """Hand the message in and follow it. Raises ConfigurationError, WriteError where that cannot be done at all."""
    envelope = Envelope.of_now(str(message.reverse_path), str(message.forward_paths[0]))
    await submit(instance, message)
    return await followed(instance, message.message_id, envelope, tell, timeout_s=timeout_s)


async def followed(
    instance: Instance, message_id: str, envelope: Envelope, tell: Tell, *, timeout_s: float = TIMEOUT_S
) -> Proof:
    """What becomes of a message that was handed in; one that the provider does not take leaves the queue.

    Where the log tells nothing, the queue is asked; `tell` is told what is seen there.
    """
    trail = _Trail(message_id)
    reading = asyncio.create_task(_read(instance, trail))
    seeking = asyncio.create_task(sought(instance, envelope, tell))
    try:
        async with asyncio.timeout(timeout_s):
            await asyncio.wait((reading, seeking), return_when=asyncio.FIRST_COMPLETED)
            if trail.proof.delivery is None and await seeking is None and not reading.done():
                # A machine that is very busy logs later than it delivers.
                await asyncio.wait((reading,), timeout=_GRACE_S)
            if trail.proof.delivery is None:
                await trail.seen(instance, await seeking, reading.result() if reading.done() else _SILENT)
    except TimeoutError:
        return trail.without("it is still under way")
    finally:
        for task in (reading, seeking):
            task.cancel()
        await asyncio.wait((reading, seeking))
    return await _cleared(instance, trail)


async def _read(instance: Instance, trail: "_Trail") -> str:
    """Follow the log to the end of the trail; why it cannot be read, else empty."""
    try:
        async with aclosing(logs(instance, last=_LAST_LINES, follow=True)) as told:
            await _follow(told, trail)
    except ConfigurationError as error:
        return error.message
    return ""


async def _cleared(instance: Instance, trail: "_Trail") -> Proof:
    proof = trail.proof
    if proof.delivery is None or proof.is_sent or proof.queue_id is None:
        return proof
    return trail.after(removed=await control.apply(instance, Measure.DELETE, proof.queue_id))


async def _follow(told: AsyncGenerator[LogTold, None], trail: "_Trail") -> None:
    async for one in told:
        if trail.takes(one):
            return


class _Trail:
    """One message in a log: cleanup(8) names its queue id, what delivers it says the rest."""

    def __init__(self, message_id: str) -> None:
        self.proof = Proof(message_id)

    def takes(self, told: LogTold) -> bool:
        """Read an entry; whether it tells the end."""
        entry = told.entry
        if self.proof.message_id in entry.text and entry.queue_id is not None:
            self.proof = Proof(self.proof.message_id, entry.queue_id)
        if entry.delivery is None or entry.queue_id != self.proof.queue_id:
            return False
        stage = None if entry.delivery.status == SENT else failure_in(entry.delivery.reason).stage
        self.proof = Proof(self.proof.message_id, entry.queue_id, entry.delivery, stage, told.diagnosis)
        return True

    async def seen(self, instance: Instance, message: QueuedMessage | None, problem: str) -> None:
        """Take the queue's word: for what the message waits, or that it is gone."""
        reasons = [one.delay_reason for one in message.recipients if one.delay_reason] if message else []
        if message is None or not reasons:
            self.proof = self.without(f"it has left the queue, and {problem}")
            return
        delivery = Delivery(message.recipients[0].address, None, None, None, "deferred", reasons[0])
        diagnosis = (await explainer_of(instance))(reasons[0])
        stage = failure_in(reasons[0]).stage
        self.proof = Proof(self.proof.message_id, message.queue_id, delivery, stage, diagnosis)

    def without(self, silence: str) -> Proof:
        """The proof that is none, and why."""
        return replace(self.proof, silence=silence)

    def after(self, *, removed: bool) -> Proof:
        """The proof, with what became of its message."""
        return replace(self.proof, was_removed=removed)
