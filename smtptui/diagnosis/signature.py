"""What of a line stays the same from one message to the next: its words without ids, addresses and times."""

_DIGITS = bytes.maketrans(b"123456789", b"000000000")


def signature(octets: bytes) -> bytes:
    """The words that hold neither a digit nor an @: what differs between two failures of one kind does."""
    words = octets.translate(_DIGITS).split()
    return b" ".join([word for word in words if b"0" not in word and b"@" not in word])
