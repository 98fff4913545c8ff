"""A wrong user name or password, in the usual words."""

from functools import partial

from smtptui.sandbox.behaviour import BAD_CREDENTIALS, RefusesLogin
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

SCENARIO = Scenario(
    name="bad-credentials",
    title="wrong user name or password",
    rehearses="The server refuses the login, whatever the secret is, with the usual 535.",
    stage=Stage.AUTH,
    cause="bad_credentials",
    behaviour=partial(RefusesLogin, BAD_CREDENTIALS),
)
