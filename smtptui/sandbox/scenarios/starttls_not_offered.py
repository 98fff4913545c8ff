"""A server without TLS: STARTTLS is required here, so nothing secret is sent."""

from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

SCENARIO = Scenario(
    name="starttls-not-offered",
    title="the server does not offer STARTTLS",
    rehearses="The server works in clear text only: the session ends before a secret is sent.",
    stage=Stage.STARTTLS,
    cause="starttls_not_offered",
    offers_starttls=False,
)
