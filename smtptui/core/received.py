"""What the sandbox received, for the app: a line each for the list, and all of one message when it is opened."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from smtptui.text import decoded, printable

if TYPE_CHECKING:
    from smtptui.sandbox.catcher import CaughtMessage
    from smtptui.sandbox.parts import Part

# Of a larger message people read the beginning.
MAXIMUM_SOURCE_OCTETS = 256 * 2**10
MAXIMUM_TEXT_CHARACTERS = 100_000


class ReceivedMessage(NamedTuple):
    """A message in the list: its envelope and its subject, safe to show. `key` is the queue id that the client got."""

    key: str
    at: datetime
    scenario: str
    reverse_path: str
    forward_paths: tuple[str, ...]
    subject: str
    size_octets: int


class ReceivedPart(NamedTuple):
    """A text or an attachment. `text` is None where it is no text; of HTML it holds the words that a reader sees."""

    media_type: str
    filename: str | None
    size_octets: int
    text: str | None
    is_html: bool = False


class OpenedMessage(NamedTuple):
    """All of a message, safe to show: header fields in their order, parts, and the source as it came.

    `unseen_octets` is how much of the source is left out at the end.
    """

    received: ReceivedMessage
    headers: tuple[tuple[str, str], ...]
    parts: tuple[ReceivedPart, ...]
    source: str
    unseen_octets: int = 0

    def header(self, name: str) -> str:
        """The first header field of this name; empty where there is none."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")


def listed(caught: "CaughtMessage") -> ReceivedMessage:
    """Its line in the list."""
    return ReceivedMessage(
        caught.queue_id,
        caught.received_at,
        caught.scenario,
        caught.reverse_path,
        caught.forward_paths,
        caught.subject,
        len(caught.source),
    )


def opened(caught: "CaughtMessage") -> OpenedMessage:
    """All of it. A message of megabytes takes its time: call it in a thread."""
    seen = caught.source[:MAXIMUM_SOURCE_OCTETS]
    return OpenedMessage(
        listed(caught),
        caught.headers,
        tuple(_part(part) for part in caught.parts),
        printable(decoded(seen).replace("\r\n", "\n"), keep="\n"),
        len(caught.source) - len(seen),
    )


def _part(part: "Part") -> ReceivedPart:
    is_html = part.media_type == "text/html"
    text = part.text
    if text is not None and is_html:
        from smtptui.sandbox.html_text import html_as_text

        # A reference such as &#27; becomes a control only now.
        text = printable(html_as_text(text), keep="\n")
    if text is not None and len(text) > MAXIMUM_TEXT_CHARACTERS:
        text = f"{text[:MAXIMUM_TEXT_CHARACTERS]}\n… and {len(text) - MAXIMUM_TEXT_CHARACTERS:,} characters more"
    return ReceivedPart(part.media_type, part.filename, part.size_octets, text, is_html)
