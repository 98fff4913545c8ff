"""The errors an operator can cause or cure; each says what, where and what to do next.

    SmtptuiError
    ├── MisuseError             the command line's words are wrong                  exit 2
    ├── ConfigurationError      config.toml or a provider file cannot be used      exit 3
    ├── SecretError             the secret cannot be had                            exit 4
    ├── WriteError              a file could not be written                         exit 5
    │   └── ConflictError       another process changed the same key meanwhile      exit 5
    └── NotRunningError         the local relay does not run                        exit 11

A failed SMTP stage is no exception: it is a value (`smtptui.model.failure`).
"""

from collections.abc import Sequence


class SmtptuiError(Exception):
    """An expected failure: `message` says what and where, `advice` what to do next (may be empty)."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class MisuseError(SmtptuiError):
    """The command cannot be carried out as it was asked."""


class ConfigurationError(SmtptuiError):
    """A setting is missing, malformed or not allowed. The message names file, line and key."""


class SecretError(SmtptuiError):
    """A secret could not be fetched or stored. The message never holds the secret."""


class WriteError(SmtptuiError):
    """A file of the operator's could not be written; what was there is still there."""


class ConflictError(WriteError):
    """Somebody else changed the same keys since they were read.

    `conflicts` holds (key, their value, our value), each as text.
    """

    def __init__(self, message: str, conflicts: Sequence[tuple[str, str, str]], advice: str = "") -> None:
        super().__init__(message, advice)
        self.conflicts = tuple(conflicts)


class NotRunningError(SmtptuiError):
    """The local relay does not run, so it cannot do what was asked."""
