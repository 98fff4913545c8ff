"""Says nothing more."""

from tests.hostile._bad_server import OPENING, SILENCE_S, BadServer, falling_silent

SERVER = BadServer("says nothing more", falling_silent, OPENING, ["server_not_responding"], timeout_s=SILENCE_S)
