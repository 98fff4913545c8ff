"""Changes the code within a reply."""

from tests.hostile._bad_server import OPENING, BadServer, at_the_stage

SERVER = BadServer(
    "changes the code within a reply",
    at_the_stage(b"250-yes\r\n550 no\r\n"),
    OPENING,
    ["not_an_smtp_server", "protocol_error"],
)
