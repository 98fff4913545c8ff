"""The stage of a failure that nobody named: from the words with which mailers report it, or from the reply code."""

# Postfix says "in reply to RCPT TO command" and "reject: RCPT", Exim "after RCPT TO:<…>"; Python's exceptions are named
# by stage.
_SIGNS: tuple[tuple[str, str], ...] = tuple(
    (sign, stage)
    for stage, signs in (
        ("rcpt", ("in reply to rcpt to", "after rcpt to", "reject: rcpt", "rejected rcpt", "smtprecipientsrefused")),
        ("rcpt", ("failed to add recipient",)),
        ("mail", ("in reply to mail from", "after mail from", "reject: mail", "rejected mail", "smtpsenderrefused")),
        ("data", ("in reply to end of data", "in reply to data", "after end of data", "after data", "smtpdataerror")),
        ("data", ("reject: data", "reject: end-of-message", "rejected after data", "reject: bdat")),
        ("auth", ("in reply to auth", "smtpauthenticationerror", "sasl authentication", "eauth", "invalid login")),
        ("auth", ("authenticationfailedexception", "could not authenticate", "failed to authenticate", "auth plain")),
        (
            "auth",
            ("authenticator failed", "sasl login authentication", "sasl plain authentication", "msmtp: authentication"),
        ),
        ("ehlo", ("in reply to ehlo", "in reply to helo", "smtpheloerror", "after ehlo", "after helo")),
        ("ehlo", ("rejected ehlo", "rejected helo", "reject: ehlo", "reject: helo")),
        ("starttls", ("in reply to starttls", "after starttls")),
        ("greeting", ("refused to talk to me", "after initial connection", "initial server greeting")),
        ("connect", ("connect etimedout", "timed out connecting", "connect timed out", "connection attempt")),
        ("connect", ("failed to connect", "unable to connect", "connect to ", "dial tcp", "smtp connect() failed")),
    )
    for sign in signs
)

# RFC 4954 section 6 gives these to AUTH alone (435 and 526 are in use for the same).
_AUTH_CODES = frozenset({235, 334, 432, 435, 526, 534, 535, 538})


# RFC 3463 section 3.2: subject 1 is addresses, details 1 to 6 the recipient's, 7 and 8 the sender's.
_ENHANCED = {"1.1": "rcpt", "1.2": "rcpt", "1.3": "rcpt", "1.6": "rcpt", "1.7": "mail", "1.8": "mail"}


def guessed_stage(words: str, code: int | None, enhanced: str | None = None) -> str | None:
    """The stage, or None where nothing tells."""
    for sign, stage in _SIGNS:
        if sign in words:
            return stage
    return "auth" if code in _AUTH_CODES else _ENHANCED.get((enhanced or "")[2:])
