"""The stage of a failure that nobody named: from the words with which mailers report it, or from the reply code."""

# Postfix says "in reply to RCPT TO command", Exim "after RCPT TO:<…>", Python's exceptions are named by stage.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rcpt", ("in reply to rcpt to", "after rcpt to", "smtprecipientsrefused", "failed to add recipient", "recipients were rej")),
    ("mail", ("in reply to mail from", "after mail from", "smtpsenderrefused", "mail from command failed")),
    ("data", ("in reply to end of data", "in reply to data", "after end of data", "after data", "smtpdataerror", "data not accepted")),
    ("auth", ("in reply to auth", "smtpauthenticationerror", "sasl authentication", "eauth", "authenticationfailedexception")),
    ("auth", ("could not authenticate", "failed to authenticate", "invalid login", "auth login", "auth plain")),
    ("ehlo", ("in reply to ehlo", "in reply to helo", "smtpheloerror", "after ehlo", "after helo")),
    ("starttls", ("in reply to starttls", "after starttls")),
    ("greeting", ("refused to talk to me", "after initial connection", "initial server greeting", "greeting never received")),
    ("connect", ("connect etimedout", "timed out connecting", "connect timed out", "connection attempt", "smtp connect() failed")),
    ("connect", ("failed to connect", "unable to connect", "connect to ", "dial tcp")),
)  # fmt: skip

# RFC 4954 section 6 gives these to AUTH alone (435 and 526 are in use for the same).
_AUTH_CODES = frozenset({235, 334, 432, 435, 526, 534, 535, 538})


def guessed_stage(words: str, code: int | None) -> str | None:
    """The stage, or None where nothing tells."""
    for stage, signs in _WORDS:
        if any(sign in words for sign in signs):
            return stage
    return "auth" if code in _AUTH_CODES else None
