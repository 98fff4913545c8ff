"""Speaks IMAP."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer, at_the_stage

SERVER = BadServer(
    "speaks IMAP", at_the_stage(b"* OK [CAPABILITY IMAP4rev1] ready.\r\n"), [Stage.GREETING], ["not_an_smtp_server"]
)
