"""Gmail's daily limit, made small enough to be reached."""

from functools import partial

from smtptui.sandbox.behaviour import RefusesMessages, reply
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

_DAILY_MESSAGES = 3
_REFUSAL = reply(
    550,
    "5.4.5",
    "Daily user sending limit exceeded. For more information on Gmail",
    "sending limits go to",
    " https://support.google.com/a/answer/166852 d2e1a72fcca58-76e7d551sandbox.112 - gsmtp",
)
SCENARIO = Scenario(
    name="daily-quota-exceeded",
    title=f"Gmail's daily limit, after {_DAILY_MESSAGES} messages",
    rehearses=f"{_DAILY_MESSAGES} messages are accepted; then Google refuses every further one for the day.",
    provider="gmail",
    stage=Stage.DATA,
    cause="daily_quota_exceeded",
    shown_by_probe=False,
    accepted_messages=_DAILY_MESSAGES,
    behaviour=partial(RefusesMessages, _REFUSAL, after_messages=_DAILY_MESSAGES),
)
