"""Gmail's answer to a login from a place it does not know, as it was given from 2014 to 2020."""

from functools import partial

from smtptui.sandbox.behaviour import RefusesLogin, reply
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

_REFUSAL = reply(
    534,
    "5.7.14",
    "<https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=AKgnsbsand",
    "boxN0tAR3alT0kenW4sEv3rH3re_just-1ts-sh4pe-and-1ts-l1ne-length-so-that",
    "a-r3ader-meets_it> Please log in via your web browser and",
    "then try again.",
    " Learn more at",
    " https://support.google.com/mail/answer/78754 k76sm6774626sandbox.42 - gsmtp",
)
SCENARIO = Scenario(
    name="web-login-required",
    title="Gmail wants a login in the browser first",
    rehearses="Google finds the login suspicious and asks the owner to sign in with a browser.",
    provider="gmail",
    stage=Stage.AUTH,
    cause="web_login_required",
    behaviour=partial(RefusesLogin, _REFUSAL),
)
