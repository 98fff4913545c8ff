"""Closes the connection at STARTTLS or after its 220."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer, hanging_up

SERVER = BadServer(
    "closes around STARTTLS",
    hanging_up,
    (Stage.STARTTLS, Stage.TLS),
    ["connection_dropped", "starttls_broken_on_server"],
    Security.STARTTLS,
)
