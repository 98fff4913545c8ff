"""Closes the connection in order, without a word."""

from tests.hostile._bad_server import OPENING, BadServer, hanging_up

SERVER = BadServer("closes without a word", hanging_up, OPENING, ["connection_dropped"])
