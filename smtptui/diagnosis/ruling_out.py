"""What the stages that passed exclude, and by what, so that nobody looks there again."""

from collections.abc import Collection

# Stage, what its passing excludes, and the later stages whose passing says it better. MAIL excludes nothing: many
# servers judge the sender only when they have seen a recipient.
_EXCLUDED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("resolve", "host name (it resolves)", ("connect",)),
    ("connect", "blocked port (it connected)", ()),
    ("greeting", "wrong port (SMTP answers)", ()),
    ("starttls", "no STARTTLS (it began)", ("tls",)),
    ("tls", "TLS (handshake passed)", ()),
    ("auth", "login (accepted)", ()),
    ("rcpt", "recipient (accepted)", ()),
)


def ruled_out(passed_stages: Collection[str]) -> tuple[str, ...]:
    """A few words for each stage that passed and excludes something."""
    return tuple(
        words
        for stage, words, better in _EXCLUDED
        if stage in passed_stages and not any(later in passed_stages for later in better)
    )
