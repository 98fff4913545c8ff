"""The profiles of config.toml."""

from pathlib import Path

from smtptui.core.workspace.profiles import PutBack, Shelf
from smtptui.daemon import in_daemon
from smtptui.model.configuration import Configuration
from smtptui.model.profile import Profile


class OwnProfiles:
    """Reads and changes config.toml; `configuration` is what it held when it was last read."""

    def __init__(self, path: Path, providers_folder: Path) -> None:
        self._path = path
        self.configuration = Configuration(path, providers_folder)

    def read(self) -> Shelf:
        """What config.toml holds now. Raises ConfigurationError."""
        from smtptui.core import profiles

        return self._took(profiles.load(self._path))

    async def read_again(self) -> Shelf:
        """Thousands of profiles take a third of a second, in which keys are answered."""
        from smtptui.core import profiles

        return self._took(await in_daemon(lambda: profiles.load(self._path)))

    def _took(self, read: Configuration) -> Shelf:
        self.configuration = read
        return Shelf(read.profiles, read.active, read.ui, read.keys, read.warnings)

    def about(self, profile: Profile) -> str | None:
        """The operator knows what it is there for."""
        return None

    async def save(self, before: Profile | None, after: Profile) -> None:
        """Merged with what others wrote meanwhile."""
        from smtptui.core import profiles

        await in_daemon(lambda: profiles.save(self._path, before, after))

    async def delete(self, profile: Profile) -> PutBack:
        """Take it out."""
        from smtptui.core import profiles

        undelete = await in_daemon(lambda: profiles.delete(self._path, profile))

        async def put_back() -> None:
            await in_daemon(undelete)

        return put_back

    async def move(self, name: str, by: int) -> None:
        """Comments and all."""
        from smtptui.core import profiles

        await in_daemon(lambda: profiles.move(self._path, name, by))

    async def activate(self, name: str) -> None:
        """Write which one is active."""
        from smtptui.core import profiles

        await in_daemon(lambda: profiles.use(self.configuration, name))
