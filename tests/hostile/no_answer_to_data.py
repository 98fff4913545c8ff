"""Never answers DATA."""

from smtptui.model.report import Outcome
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer, falling_silent

SERVER = BadServer(
    "never answers DATA",
    falling_silent,
    [Stage.DATA],
    ["server_not_responding"],
    outcome=Outcome.NOT_SENT,
    timeout_s=SILENCE_S,
)
