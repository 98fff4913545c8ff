"""Speaks HTTP."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer, at_the_stage

_ANSWER = b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html>\x1b[2J</html>\r\n"

SERVER = BadServer("speaks HTTP", at_the_stage(_ANSWER), [Stage.GREETING], ["not_an_smtp_server"])
