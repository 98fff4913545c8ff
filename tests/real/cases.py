"""What an operator may meet, as one table: the server, the profile's peculiarities, and where the session must end."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smtptui.model.endpoint import Endpoint
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.real.accounts import ELSEWHERE, NOBODY, NOT_OURS, OPERATOR
from tests.real.servers import Servers
from tests.real.waiting import has_ipv6


@dataclass(frozen=True, slots=True)
class Case:
    """One situation. `failed` is the stage that ends it, None where all pass.

    `cause` is the diagnosis, None where the server's words leave it open. `username` None: nobody logs in. `profile`
    holds what differs from the ordinary profile. `trusted` False: the operator did not say whom to trust. `swaks` and
    `msmtp` are False where they cannot do the same: no IPv6, no SCRAM and no check of names, or another order of
    mechanisms.
    """

    name: str
    server: str
    failed: Stage | None = None
    cause: str | None = None
    username: str | None = OPERATOR
    wrong_secret: bool = False
    profile: Mapping[str, str] = field(default_factory=dict)
    trusted: bool = True
    swaks: bool = True
    msmtp: bool = True

    def __str__(self) -> str:
        return self.name

    def endpoint(self, servers: Servers) -> Endpoint:
        """Where the session goes, as the profile says it."""
        there = servers.endpoints[self.server]
        return there._replace(security=Security(self.profile.get("security", there.security)))

    def password(self, servers: Servers) -> str:
        """What the operator takes for the password."""
        right = servers.accounts[self.username or OPERATOR].password
        return f"not {right}" if self.wrong_secret else right

    @property
    def sender(self) -> str:
        """The From address."""
        return self.profile.get("from_address", OPERATOR)

    @property
    def recipient(self) -> str:
        """The To address."""
        return self.profile.get("to_address", OPERATOR)


_CRAM = {"mechanism": "cram-md5"}

CASES = (
    Case("STARTTLS required", "starttls"),
    Case("implicit TLS", "implicit-tls"),
    Case("no TLS at all", "plain-text"),
    Case("Dovecot's own submission server", "dovecot", username="clear"),
    Case("every mechanism", "every-mechanism", username="clear"),
    Case("a hashed password by PLAIN", "every-mechanism", profile={"mechanism": "plain"}),
    Case("only LOGIN", "login-only"),
    Case("only CRAM-MD5", "cram-md5-only", username="cram"),
    Case("only SCRAM", "scram-only", username="scram", swaks=False),
    Case("PLAIN asked for", "starttls", profile={"mechanism": "plain"}),
    Case("LOGIN asked for", "starttls", profile={"mechanism": "login"}),
    Case("no pipelining", "no-pipelining"),
    Case("login required, logged in", "login-required"),
    Case("own sender", "own-senders"),
    Case("nobody logs in", "no-login", username=None),
    *((Case("IPv6 only", "ipv6-only", swaks=False),) if has_ipv6() else ()),
    Case("nothing listens", "closed", Stage.CONNECT, "connection_refused"),
    Case("client refused", "refused-client", Stage.GREETING, "ip_not_allowlisted"),
    Case("name refused", "refused-name", Stage.EHLO, "helo_rejected"),
    Case("STARTTLS not offered", "no-login", Stage.STARTTLS, "starttls_not_offered", profile={"security": "starttls"}),
    Case("TLS where plain text is spoken", "starttls", Stage.TLS, "tls_on_plaintext_port", profile={"security": "tls"}),
    Case("unknown authority", "starttls", Stage.TLS, "cert_untrusted_issuer", trusted=False),
    Case("certificate for another name", "other-name", Stage.TLS, "cert_hostname_mismatch", swaks=False),
    Case("wrong password", "starttls", Stage.AUTH, "bad_credentials", wrong_secret=True),
    Case("wrong password by LOGIN", "login-only", Stage.AUTH, "bad_credentials", wrong_secret=True),
    Case(
        "wrong password by CRAM-MD5", "cram-md5-only", Stage.AUTH, "bad_credentials", username="cram", wrong_secret=True
    ),
    Case(
        "wrong password by SCRAM",
        "scram-only",
        Stage.AUTH,
        "bad_credentials",
        username="scram",
        wrong_secret=True,
        swaks=False,
    ),
    # The best mechanism that is offered, tried once: the server offers what it cannot check for this account.
    Case("a hashed password by SCRAM", "every-mechanism", Stage.AUTH, "bad_credentials", swaks=False, msmtp=False),
    Case("mechanism not offered", "starttls", Stage.AUTH, "mechanism_not_supported", profile=_CRAM),
    Case("login not offered", "no-login", Stage.AUTH, "auth_not_offered"),
    Case("nobody logs in where Dovecot wants it", "dovecot", Stage.MAIL, "auth_required", username=None),
    Case("nobody logs in where Postfix wants it", "login-required", Stage.RCPT, "auth_required", username=None),
    Case(
        "somebody else's sender",
        "own-senders-at-once",
        Stage.MAIL,
        "from_not_owned",
        profile={"from_address": NOT_OURS},
    ),
    Case(
        "somebody else's sender, refused late",
        "own-senders",
        Stage.RCPT,
        "from_not_owned",
        profile={"from_address": NOT_OURS},
    ),
    Case("relay denied", "no-login", Stage.RCPT, "relay_denied", username=None, profile={"to_address": ELSEWHERE}),
    Case("no such mailbox", "starttls", Stage.RCPT, "mailbox_unavailable", profile={"to_address": NOBODY}),
)
