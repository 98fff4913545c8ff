"""One profile beside swaks: whole processes, the same session, on loopback and through long lines."""

from collections.abc import Iterator

from tests.bench.figure import Figure, milliseconds
from tests.bench.ground import RECIPIENT, SENDER, Ground
from tests.bench.running import Command, medians_s
from tests.bench.server import SECRET

# Round trip in seconds, and the share of swaks' time that we may take.
_LINES = ((0.0, 1.7), (0.05, 1.0), (0.1, 0.9))


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """A figure for each line."""
    for round_trip_s, aim in _LINES:
        port = ground.port(round_trip_s)
        ours = ground.smtptui("probe", "--config", ground.config(port))
        ours_s, swaks_s = medians_s([ours, _swaks(ground, port)], times)
        where = f"through {round_trip_s * 1000:.0f} ms" if round_trip_s else "on loopback"
        yield milliseconds(f"probe {where}, against swaks", ours_s, swaks_s, aim)


def _swaks(ground: Ground, port: int) -> Command:
    words = (
        *("swaks", "-4", "--server", "localhost", "--port", str(port), "--quit-after", "RCPT"),
        *("--tls", "--tls-verify", "--tls-ca-path", str(ground.certificates.authority)),
        *("--auth", "PLAIN", "--auth-user", "user0", "--auth-password", SECRET, "--from", SENDER, "--to", RECIPIENT),
    )
    return Command(words, ground.environment())
