"""A failed stage: where, what, and the peer's own words."""

from typing import NamedTuple

from smtptui.smtp.reply import Reply
from smtptui.smtp.stage import Stage


class Failure(NamedTuple):
    """Why a session ended early.

    `cause` is a label of diagnosis/causes.toml where the transport alone shows it (a refused connection, an expired
    certificate), else None: then the reply has to be read. `detail` is one safe line for people. `exception` is the
    library's own words, for evidence.
    """

    stage: Stage
    cause: str | None
    detail: str
    reply: Reply | None = None
    exception: str | None = None
