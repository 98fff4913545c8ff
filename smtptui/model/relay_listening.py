"""The listening side of a relay: where a private network's applications log in, and who may."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from smtptui.model.relay import Listener
from smtptui.secret import Secret
from smtptui.smtp.security import Security

# What applications may log in by; those of dotCloud's service know the first alone.
MECHANISMS = ("CRAM-MD5", "PLAIN", "LOGIN")
# A name that Dovecot's files, Postfix's tables and a login all spell alike; Dovecot makes capitals small.
_LOGIN_NAME = re.compile(r"[a-z0-9][a-z0-9._+@-]{0,63}")
# The port whose sessions begin with a handshake (RFC 8314 section 3.3).
_IMPLICIT_TLS_PORT = 465


class Login(NamedTuple):
    """Somebody who may send through the relay."""

    name: str
    secret: Secret


def is_login_name(name: str) -> bool:
    """Whether somebody may be called so."""
    return _LOGIN_NAME.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the operator asks for. Without `certificate` one is made that nobody has signed.

    `key` is its file, `dovecot` the folder of the dovecot.conf that checks the logins.
    """

    at: Listener
    logins: tuple[Login, ...]
    certificate: Path | None
    key: Path | None
    requires_tls: bool
    dovecot: Path


@dataclass(frozen=True, slots=True)
class Listening:
    """What listens: no secret is in it. `certificate` is the file that clients are shown."""

    at: Listener
    names: tuple[str, ...]
    requires_tls: bool
    certificate: Path
    key: Path

    @property
    def security(self) -> Security:
        """How a client shall begin."""
        return Security.TLS if self.has_implicit_tls else Security.STARTTLS

    @property
    def has_implicit_tls(self) -> bool:
        """Whether the handshake comes first."""
        return self.at.port == _IMPLICIT_TLS_PORT

    def as_json(self) -> dict[str, Any]:
        """The `listening` object."""
        return {
            "address": self.at.host,
            "port": self.at.port,
            "security": self.security.value,
            "requires_tls": self.requires_tls,
            "mechanisms": list(MECHANISMS),
            "mechanisms_without_tls": [] if self.requires_tls else [MECHANISMS[0]],
            "logins": list(self.names),
            "certificate": str(self.certificate),
        }
