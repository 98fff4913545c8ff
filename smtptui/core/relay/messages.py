"""One message of the queue: shown, held, released, requeued, deleted."""

from smtptui.core.relay.reasons import explainer_of
from smtptui.errors import MisuseError
from smtptui.model.relay import ShownMessage
from smtptui.relay import control, queue
from smtptui.relay.control import Measure, checked_id
from smtptui.relay.instance import Instance

__all__ = ["Measure", "apply", "checked_id", "show"]

_WHERE = {Measure.RELEASE: "on hold", Measure.HOLD: "in the queue that is not on hold already"}


async def show(instance: Instance, queue_id: str) -> ShownMessage:
    """All that is known of a message: its envelope, why each recipient waits, its header. Raises MisuseError."""
    message = await queue.find(instance, checked_id(queue_id))
    if message is None:
        raise _missing(queue_id, "in the queue")
    explain = await explainer_of(instance)
    reasons = sorted({one.delay_reason for one in message.recipients if one.delay_reason})
    return ShownMessage(
        message, {reason: explain(reason) for reason in reasons}, await queue.header(instance, queue_id)
    )


async def apply(instance: Instance, measure: Measure, queue_id: str) -> None:
    """Hold, release, requeue or delete a message. Raises MisuseError where there is none to do it to, WriteError."""
    if not await control.apply(instance, measure, queue_id):
        raise _missing(queue_id, _WHERE.get(measure, "in the queue"))


def _missing(queue_id: str, where: str) -> MisuseError:
    return MisuseError(f"there is no message {queue_id} {where}", "`smtptui relay queue` lists what is")
