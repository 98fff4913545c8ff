"""Speaks a binary protocol, as a database does: octets of every value and no line end."""

from tests.hostile._bad_server import OPENING, BadServer, at_the_stage

# The greeting of a MySQL server, with what follows made up.
_OCTETS = b"\x4a\x00\x00\x00\x0a8.0.36\x00" + bytes(value for value in range(256) if value != 0x0A)

SERVER = BadServer("speaks a binary protocol", at_the_stage(_OCTETS), OPENING, ["not_an_smtp_server", "protocol_error"])
