"""Gmail's answer to an account's own password where 2-Step Verification is off."""

from functools import partial

from smtptui.sandbox.behaviour import RefusesLogin, reply
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

_REFUSAL = reply(
    535,
    "5.7.8",
    "Username and Password not accepted. For more information, go to",
    " https://support.google.com/mail/?p=BadCredentials 5b1f17b1804b1-4a3f0c5sandbox.7 - gsmtp",
)
SCENARIO = Scenario(
    name="bad-credentials-gmail",
    title="Gmail does not accept user name and password",
    rehearses="What Google answers to an account's own password while 2-Step Verification is off.",
    provider="gmail",
    stage=Stage.AUTH,
    cause="bad_credentials",
    behaviour=partial(RefusesLogin, _REFUSAL),
)
