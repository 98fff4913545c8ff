"""A demo's files for other programs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.daemon import in_daemon
from smtptui.store.text_file import TextFile

if TYPE_CHECKING:
    from smtptui.core.exporting.deployment import Plan
    from smtptui.core.workspace.exports import Choice, Fetch, Verified, Wish
    from smtptui.core.workspace.sandbox.secrets import SandboxSecrets
    from smtptui.core.workspace.sessions import Terminal
    from smtptui.model.last_export import LastExport
    from smtptui.model.settings import Settings
    from smtptui.secret import Secret
    from smtptui.store.placing import Placed


class MemoryExports:
    """Files in memory: no file of this machine is read or written."""

    kept_in: str | None = "kept in memory alone: the sandbox writes no file"

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = {Path(path): TextFile(text) for path, text in files.items()}
        self.used: list[LastExport] = []

    async def formats(self) -> "Sequence[Choice]":
        """All of them."""
        from smtptui.core.exporting.wishes import format_choices

        return await in_daemon(lambda: format_choices(lambda path: path in self.files))

    async def deployments(self) -> "Sequence[Choice]":
        """There are none."""
        return ()

    async def last_used(self) -> "Sequence[LastExport]":
        """Since this was made."""
        return self.used

    async def remember(self, used: "LastExport") -> None:
        """As long as this lives."""
        self.used = [used, *(one for one in self.used if one.key != used.key)]

    async def plan(self, wish: "Wish", settings: "Settings", fetch: "Fetch") -> "Plan":
        """Over what was written here before."""
        from smtptui.core.exporting.deployment import planned
        from smtptui.core.exporting.wishes import part_of_format, secrets_for

        parts = [part_of_format(wish, settings)]
        secrets = await secrets_for(parts, fetch)
        return await in_daemon(lambda: planned(parts, secrets, read_there=self.files.get))

    async def write(self, plan: "Plan") -> "Mapping[Path, Placed]":
        """Into memory; there is nothing that a copy could be of."""
        from smtptui.store.placing import Placed

        new = {path: file for path, file in plan.files.items() if file.is_new}
        self.files |= {path: TextFile(file.text, file.encoding) for path, file in new.items()}
        return {path: Placed(path, None, owner_kept=True) for path in new}

    async def verified(self, plan: "Plan", *, real: bool) -> "Sequence[Verified]":
        """Read them again; real readers are given copies."""
        from smtptui.core.exporting.wishes import verified

        return await in_daemon(lambda: verified(plan, self.files.get, real=real))


class SandboxExports(MemoryExports):
    """With the secrets of the sandbox, and the file of a Joomla to try an edit on."""

    def __init__(self, secrets: "SandboxSecrets") -> None:
        super().__init__({"/var/www/html/configuration.php": JOOMLA})
        self._secrets = secrets

    async def secret(self, settings: "Settings", terminal: "Terminal") -> "Secret | None":
        """The one that its server expects."""
        return await self._secrets.fetcher(settings, None)() if settings.logs_in else None


JOOMLA = """\
<?php
class JConfig {
	public $offline = false;
	public $sitename = 'Fred';
	public $dbtype = 'mysqli';
	public $host = 'localhost';
	public $user = 'joomla';
	public $gzip = false;
	// Mail
	public $mailonline = true;
	public $mailer = 'mail';
	public $mailfrom = 'fred@gmail.com';
	public $fromname = 'Fred';
	public $smtpauth = false;
	public $smtphost = 'localhost';
	public $smtpport = 25;
	public $smtpsecure = 'none';
	public $caching = 0;
	public $cachetime = 15;
	public $lifetime = 15;
}
"""
