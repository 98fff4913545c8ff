"""Speaks SSH."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer, at_the_stage

SERVER = BadServer(
    "speaks SSH", at_the_stage(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"), [Stage.GREETING], ["not_an_smtp_server"]
)
