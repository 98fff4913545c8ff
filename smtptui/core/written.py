"""A test message as the operator wrote it in the app, and the drafts that it makes."""

import socket
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from smtptui.core.files import paths_in
from smtptui.errors import MisuseError
from smtptui.model.settings import Settings
from smtptui.smtp.message import Draft
from smtptui.text import printable


class Written(NamedTuple):
    """What stands in the fields. Empty texts are filled in; `html` is the path of a page, or the page itself."""

    to_addresses: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    html: str = ""
    files: str = ""
    messages: int = 1


def drafts_of(settings: Settings, written: Written) -> tuple[Draft, ...]:
    """The messages to send, one or several that count themselves. It reads the files: call it in a thread.

    Raises MisuseError for a bad address, or a file that cannot be read.
    """
    from smtptui.core.draft import attachment_from, drafts_for  # only here: the app starts without it

    return drafts_for(
        settings,
        datetime.now().astimezone(),
        count=written.messages,
        host_name=socket.gethostname(),
        to_addresses=written.to_addresses,
        subject=written.subject or None,
        text=written.text or None,
        html_text=_page(written.html.strip()),
        attachments=[attachment_from(path) for path in paths_in(written.files)],
    )


def _page(html: str) -> str | None:
    if not html or html.startswith("<"):
        return html or None
    (path, *more) = paths_in(html)
    if more:
        raise MisuseError("the HTML field names more than one file", "give one path, or markup that begins with <")
    return html_from(path)


def html_from(path: Path) -> str:
    """The page in a file. Raises MisuseError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or "it is not UTF-8"
        raise MisuseError(f"{printable(str(path))} cannot be read: {words}", "give an HTML file in UTF-8") from None
