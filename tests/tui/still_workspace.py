"""A workspace where nothing moves: sessions are replayed, and the clock stands still."""

from collections.abc import Sequence

from smtptui.core.workspace.relay import Relay
from smtptui.model.profile import Profile
from tests.tui.still.catalogue import StillCatalogue
from tests.tui.still.clock import NOW
from tests.tui.still.drafts import StillDrafts
from tests.tui.still.exports import StillExports
from tests.tui.still.files import StillFiles
from tests.tui.still.history import StillHistory, past_send
from tests.tui.still.inbox import StillInbox
from tests.tui.still.profiles import PROFILES, StillProfiles
from tests.tui.still.secrets import StillSecrets
from tests.tui.still.sessions import Replay, StillSessions

__all__ = ["NOW", "PROFILES", "Replay", "StillInbox", "StillWorkspace", "past_send"]


class StillWorkspace:
    """What a test says, and looks at afterwards, stands in the subject that it is about."""

    banner: str | None = None
    welcome: str | None = None
    inbox: StillInbox | None = None
    relay: Relay | None = None

    def __init__(self, profiles: Sequence[Profile] = PROFILES, active: str | None = "darrensnet") -> None:
        self.profiles = StillProfiles(profiles, active)
        self.catalogue = StillCatalogue()
        self.secrets = StillSecrets()
        self.sessions = StillSessions()
        self.history = StillHistory(self.profiles)
        self.drafts = StillDrafts()
        self.files = StillFiles()
        self.exports = StillExports()

    async def open(self) -> None:
        """Nothing to open."""

    async def close(self) -> None:
        """Nothing to close."""
