"""The server as it should be."""

from smtptui.sandbox.scenario import Scenario

SCENARIO = Scenario(
    name="good",
    title="everything works",
    rehearses="Login, envelope and message are accepted; the message is kept and can be looked at.",
    offers_implicit_tls=True,
)
