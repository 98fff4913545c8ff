"""The RFCs as pure functions and values: bytes and text in, values out; no socket, no clock."""
