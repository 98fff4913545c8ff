"""How large a message will be, against what its server takes: said beside the files, and asked about before sending."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smtptui.errors import ConfigurationError
from smtptui.model.settings import Settings
from smtptui.text import printable
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.draft import DraftError
from smtptui.tui.screens.session_actions import SessionActions

if TYPE_CHECKING:
    from textual.content import Content

    from smtptui.core.files import SeenFiles
    from smtptui.core.message_size import SizeLimit
    from smtptui.smtp.message import Draft


class SizeActions(SessionActions):
    """Nothing is contacted for it: the server's word is that of its last session, here or in the history."""

    async def _size_allows(self, opened: OpenProfile, settings: Settings, draft: "Draft") -> bool:
        """Ask where the message is larger than anybody takes."""
        from smtptui.core.message_size import size_of_draft
        from smtptui.tui.words import size

        limit = await self._size_limit(opened, settings)
        octets = size_of_draft(draft)
        if limit is None or octets <= limit.octets:
            return True
        words = (
            f"The message is about {size(octets)} on the wire, where attachments grow by a third. "
            f"{limit.whose} takes {size(limit.octets)}."
        )
        return await self.confirmed("send all the same?", words, "send", "do not send")

    async def _weight(self, opened: OpenProfile, seen: "SeenFiles") -> "Sequence[Content]":
        """How large the message will be with these files, and how large it may be; nothing without a file."""
        from smtptui.core.message_size import size_of
        from smtptui.tui.offers import size_remark

        sizes = [one.size_octets for one in seen.files if one.size_octets is not None]
        if not sizes:
            return ()
        mail = opened.mail
        html = mail.html if mail.html.lstrip().startswith("<") else ""
        octets = size_of([mail.text, html], [*sizes, *await self._page_sizes(mail.html)])
        return [size_remark(octets, await self._limit_of(opened))]

    async def _page_sizes(self, html: str) -> Sequence[int]:
        """The page at a path goes into the message too."""
        if not html.strip() or html.lstrip().startswith("<"):
            return ()
        page = await self.desk.workspace.files.seen(html)
        return [one.size_octets for one in page.files if one.size_octets is not None]

    async def _limit_of(self, opened: OpenProfile) -> "SizeLimit | None":
        try:
            settings = self.desk.workspace.catalogue.resolve(opened.draft.profile())
        except (ConfigurationError, DraftError):
            # The form says what is wrong with it.
            return None
        return await self._size_limit(opened, settings)

    async def _size_limit(self, opened: OpenProfile, settings: Settings) -> "SizeLimit | None":
        from smtptui.core.message_size import size_limit

        host = settings.endpoint.host
        shown = [
            session.capabilities
            for session in opened.sessions.values()
            if session.capabilities is not None and session.settings.endpoint.host == host
        ]
        good = None if shown else await self._last_good(settings)
        return size_limit(opened.provider, printable(host), shown[-1] if shown else None, good)
