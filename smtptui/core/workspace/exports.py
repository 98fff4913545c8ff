"""Files for other programs, as the app sees them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from smtptui.core.exporting.deployment import Plan
    from smtptui.core.workspace.sessions import Terminal
    from smtptui.model.last_export import LastExport
    from smtptui.model.settings import Settings
    from smtptui.secret import Secret
    from smtptui.store.placing import Placed

Fetch = Callable[["Settings"], Awaitable["Secret | None"]]


class Choice(NamedTuple):
    """A format, or a deployment, that can be exported; `path` is where its file usually stands, "" for nowhere.

    `is_here` says whether that file is there.
    """

    name: str
    title: str
    help: str
    path: str = ""
    access: str = ""
    targets: tuple[str, ...] = ()
    is_here: bool = False
    is_deployment: bool = False


class Wish(NamedTuple):
    """What is to be exported: a format into its usual place or another `path`, or a whole deployment."""

    choice: Choice
    target: str | None = None
    path: str | None = None


class Verified(NamedTuple):
    """What was found in files that are there: who read them, None for us alone; and what is wrong, None for nothing."""

    paths: str
    reader: str | None
    problem: str | None


class Exports(Protocol):
    """Files for other programs. A plan holds files rendered and read back, before any of them is written."""

    @property
    def kept_in(self) -> str | None:
        """Where files go in place of this machine's disk; None where they go to the disk."""

    async def formats(self) -> Sequence[Choice]:
        """All formats in alphabetical order."""

    async def deployments(self) -> Sequence[Choice]:
        """All deployments. Raises ConfigurationError where one is none."""

    async def last_used(self) -> "Sequence[LastExport]":
        """What was exported before, the last one first."""

    async def remember(self, used: "LastExport") -> None:
        """It is the last one now. Raises WriteError."""

    async def secret(self, settings: "Settings", terminal: "Terminal") -> "Secret | None":
        """The secret that is kept for these settings; None where they log in nowhere. Raises SecretError."""

    async def plan(self, wish: Wish, settings: "Settings", fetch: Fetch) -> "Plan":
        """What would be written where. A deployment has the saved profiles that it names. Raises SmtptuiError."""

    async def write(self, plan: "Plan") -> "Mapping[Path, Placed]":
        """Write what is new of it, all or nothing, unless a file was changed since. Raises WriteError."""

    async def verified(self, plan: "Plan", *, real: bool) -> Sequence[Verified]:
        """Hold the files that are there now against the plan's profiles; `real` asks their real readers too.

        Raises WriteError.
        """
