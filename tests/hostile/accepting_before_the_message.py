"""Says 250 to DATA, before it has seen the message."""

from smtptui.model.report import Outcome
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer, answering_at_the_stage

# What was never sent was not accepted, whatever the server says.
SERVER = BadServer(
    "accepts a message that was never sent",
    answering_at_the_stage("250 2.0.0 Ok: queued as 4F2"),
    [Stage.DATA],
    [None],
    outcome=Outcome.NOT_SENT,
)
