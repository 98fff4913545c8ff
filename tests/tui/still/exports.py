"""Files for other programs, in memory."""

from smtptui.core.workspace.sandbox.exports import MemoryExports
from smtptui.core.workspace.sessions import Terminal
from smtptui.errors import SecretError
from smtptui.model.settings import Settings
from smtptui.secret import Secret


class StillExports(MemoryExports):
    """`kept` is every profile's secret, `fetched` for whom it was asked."""

    kept_in = None

    def __init__(self) -> None:
        super().__init__({})
        self.kept: Secret | None = Secret("a test value")
        self.fetched: list[str] = []

    async def secret(self, settings: Settings, terminal: Terminal) -> Secret | None:
        """The same for all."""
        self.fetched.append(settings.profile)
        if self.kept is None:
            raise SecretError("the keyring is locked", "unlock it")
        return self.kept if settings.logs_in else None
