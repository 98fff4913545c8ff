"""SendGrid to a From address that it does not know."""

from functools import partial

from smtptui.sandbox.behaviour import RefusesMessages, reply
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

_REFUSAL = reply(
    550,
    "",
    "The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved. "
    "Visit https://sendgrid.com/docs/for-developers/sending-email/sender-identity/ "
    "to see the Sender Identity requirements",
)
SCENARIO = Scenario(
    name="sender-not-verified",
    title="SendGrid: From address not verified",
    rehearses="SendGrid takes the envelope and refuses the message, because its From address was never verified.",
    provider="sendgrid",
    stage=Stage.DATA,
    cause="sender_not_verified",
    shown_by_probe=False,
    behaviour=partial(RefusesMessages, _REFUSAL),
)
