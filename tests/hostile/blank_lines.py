"""Answers with empty lines."""

from tests.hostile._bad_server import OPENING, BadServer, at_the_stage

SERVER = BadServer(
    "answers with empty lines", at_the_stage(b"\r\n\r\n\r\n"), OPENING, ["not_an_smtp_server", "protocol_error"]
)
