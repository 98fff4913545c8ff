"""Speaks POP3."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer, at_the_stage

SERVER = BadServer("speaks POP3", at_the_stage(b"+OK POP3 ready\r\n"), [Stage.GREETING], ["not_an_smtp_server"])
