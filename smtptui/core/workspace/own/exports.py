"""Files that the programs of this machine read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.daemon import in_daemon

if TYPE_CHECKING:
    from smtptui.core.exporting.deployment import Asked, Plan
    from smtptui.core.workspace.exports import Choice, Fetch, Verified, Wish
    from smtptui.core.workspace.own.profiles import OwnProfiles
    from smtptui.core.workspace.own.secrets import OwnSecrets
    from smtptui.core.workspace.sessions import Terminal
    from smtptui.model.last_export import LastExport
    from smtptui.model.settings import Settings
    from smtptui.secret import Secret
    from smtptui.store.placing import Placed


class OwnExports:
    """Read and written in threads: a file may lie on a disk that sleeps, and a real reader takes its time."""

    kept_in: str | None = None

    def __init__(self, profiles: "OwnProfiles", secrets: "OwnSecrets") -> None:
        self._profiles = profiles
        self._secrets = secrets

    async def formats(self) -> "Sequence[Choice]":
        """With a look at which of their files are here."""
        from smtptui.core.exporting.wishes import format_choices

        return await in_daemon(lambda: format_choices(Path.is_file))

    async def deployments(self) -> "Sequence[Choice]":
        """Those of config.toml."""
        from smtptui.core.exporting.wishes import deployment_choices

        return list(deployment_choices(self._profiles.configuration))

    async def last_used(self) -> "Sequence[LastExport]":
        """From the state folder."""
        from smtptui.store.last_exports import last_exports

        return await in_daemon(last_exports)

    async def remember(self, used: "LastExport") -> None:
        """In the state folder."""
        from smtptui.store.last_exports import remember_export

        await in_daemon(lambda: remember_export(used))

    async def secret(self, settings: "Settings", terminal: "Terminal") -> "Secret | None":
        """From the place that the profile names."""
        return await self._secrets.fetch_with(terminal, settings) if settings.logs_in else None

    async def plan(self, wish: "Wish", settings: "Settings", fetch: "Fetch") -> "Plan":
        """Over what is on the disk."""
        from smtptui.core.exporting.deployment import planned
        from smtptui.core.exporting.wishes import secrets_for

        parts = await in_daemon(lambda: self._parts(wish, settings))
        secrets = await secrets_for(parts, fetch)
        return await in_daemon(lambda: planned(parts, secrets))

    def _parts(self, wish: "Wish", settings: "Settings") -> "Sequence[Asked]":
        from smtptui.core.exporting.wishes import part_of_format, parts_of_deployment

        if not wish.choice.is_deployment:
            return [part_of_format(wish, settings)]
        configuration = self._profiles.configuration
        saved = settings.profile if settings.profile in configuration.profiles else None
        return parts_of_deployment(configuration, wish.choice.name, saved)

    async def write(self, plan: "Plan") -> "Mapping[Path, Placed]":
        """With owner and mode, keeping copies of what was there."""
        from smtptui.core.exporting.deployment import deploy

        return await in_daemon(lambda: deploy(plan, Path("/")))

    async def verified(self, plan: "Plan", *, real: bool) -> "Sequence[Verified]":
        """Read the disk again."""
        from smtptui.core.exporting.wishes import verified
        from smtptui.store.text_file import read_text_file

        return await in_daemon(lambda: verified(plan, read_text_file, real=real))
