"""What failures have in common that differ only in ids, addresses and times."""

# The reply's code and enhanced code, and the words that hold no digit.
FailureKind = tuple[int | None, str, bytes]
