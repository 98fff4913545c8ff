"""Gmail's answer to an account's own password where 2-Step Verification is on."""

from functools import partial

from smtptui.sandbox.behaviour import RefusesLogin, reply
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

_REFUSAL = reply(
    534,
    "5.7.9",
    "Application-specific password required. For more information, go to",
    " https://support.google.com/mail/?p=InvalidSecondFactor 5b1f17b1804b1-4a3f0c5sandbox.7 - gsmtp",
)
SCENARIO = Scenario(
    name="app-password-required",
    title="Gmail wants an app password",
    rehearses="The account has 2-Step Verification, so Google refuses its own password and asks for an app password.",
    provider="gmail",
    stage=Stage.AUTH,
    cause="app_password_required",
    behaviour=partial(RefusesLogin, _REFUSAL),
)
