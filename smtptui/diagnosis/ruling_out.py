"""What the stages that passed exclude, so that nobody looks there again."""

from collections.abc import Collection

_EXCLUDED: dict[str, tuple[str, ...]] = {
    "resolve": ("the host name: it resolves",),
    "connect": ("a blocked port or a broken route: the connection was made",),
    "greeting": ("a wrong port or another protocol: an SMTP server greeted",),
    "starttls": ("missing STARTTLS: the server offered it and began",),
    "tls": ("certificate, TLS version and cipher: the handshake passed",),
    "auth": ("user name, password and mechanism: the login was accepted",),
    "mail": ("the envelope sender: the server took MAIL FROM",),
    "rcpt": ("the recipient: the server took RCPT TO",),
}


def ruled_out(passed_stages: Collection[str]) -> tuple[str, ...]:
    """One sentence for each stage that passed and excludes something."""
    return tuple(words for stage, excluded in _EXCLUDED.items() if stage in passed_stages for words in excluded)
