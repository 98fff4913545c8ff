"""Offers STARTTLS and refuses it."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer, answering_at_the_stage

SERVER = BadServer(
    "refuses the STARTTLS that it offers",
    answering_at_the_stage("454 4.7.0 TLS not available"),
    [Stage.STARTTLS],
    [None],
    Security.STARTTLS,
)
