"""Goes silent at STARTTLS or in the handshake after it."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer, falling_silent

SERVER = BadServer(
    "goes silent around STARTTLS",
    falling_silent,
    (Stage.STARTTLS, Stage.TLS),
    ["server_not_responding"],
    Security.STARTTLS,
    timeout_s=SILENCE_S,
)
