"""A server that takes only the smallest messages."""

from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

SCENARIO = Scenario(
    name="message-too-large",
    title="messages over 1 KiB are too large",
    rehearses="The server states a limit of 1 KiB (SIZE 1024) and refuses what is larger with 552.",
    stage=Stage.MAIL,
    cause="message_too_large",
    shown_by_probe=False,
    maximum_size_octets=1024,
)
