"""Amazon SES to a sender that is faster than its rate."""

from functools import partial

from smtptui.sandbox.behaviour import RefusesMessages, reply
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

SCENARIO = Scenario(
    name="rate-limited",
    title="Amazon SES: faster than the sending rate",
    rehearses="Amazon SES takes the message and answers that the account's sending rate is exceeded: slow down, retry.",
    provider="ses",
    stage=Stage.DATA,
    cause="rate_limited",
    shown_by_probe=False,
    behaviour=partial(RefusesMessages, reply(454, "", "Throttling failure: Maximum sending rate exceeded.")),
)
