"""The test message being written, as it stands in its fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smtptui.core.written import Written


MOST_MESSAGES = 10_000
MOST_A_MINUTE = 60_000.0


class MailError(ValueError):
    """A field that cannot be meant so; the message says what goes there."""


_TYPED = ("to", "subject", "text", "html", "files", "messages", "a_minute")


@dataclass(slots=True)
class Mail:
    """Every letter that was typed. An empty subject or text is filled in when it is sent.

    `usual_to` is what stood in `to` before anybody typed.
    """

    to: str
    subject: str = ""
    text: str = ""
    html: str = ""
    files: str = ""
    messages: str = ""
    a_minute: str = ""
    more_open: bool = False
    usual_to: str = ""

    @classmethod
    def to_usual(cls, address: str) -> "Mail":
        """A message that nobody has written yet."""
        return cls(address, usual_to=address)

    @property
    def typed(self) -> dict[str, str]:
        """What was written, by field."""
        texts = {name: getattr(self, name) for name in _TYPED}
        return {name: text for name, text in texts.items() if text != (self.usual_to if name == "to" else "")}

    def take(self, typed: Mapping[str, str]) -> None:
        """Write again what was written before, except over what was written since."""
        since = self.typed
        for name in _TYPED:
            if name in typed and name not in since:
                setattr(self, name, typed[name])

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses, however they were separated."""
        return tuple(self.to.replace(",", " ").replace(";", " ").split())

    @property
    def count(self) -> int:
        """How many messages. Raises MailError."""
        typed = self.messages.strip() or "1"
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST_MESSAGES):
            raise MailError(f"a number of messages from 1 to {MOST_MESSAGES:,}")
        return int(typed)

    @property
    def rate_per_s(self) -> float | None:
        """At most so many a second; None: as fast as the server takes them. Raises MailError."""
        if not self.a_minute.strip():
            return None
        try:
            rate = float(self.a_minute)
        except ValueError:
            rate = 0.0
        if not 0 < rate <= MOST_A_MINUTE:
            raise MailError(f"messages a minute, above 0 and up to {MOST_A_MINUTE:,.0f}")
        return rate / 60

    @property
    def written(self) -> "Written":
        """For the workspace to make drafts of. Raises MailError."""
        from smtptui.core.written import Written

        return Written(self.recipients, self.subject, self.text, self.html, self.files, self.count)

    @property
    def summary(self) -> str:
        """What the fields under «More» amount to."""
        rate = f" at {self.a_minute.strip()} a minute" if self.a_minute.strip() else ""
        several = f"{self.messages.strip()} messages{rate}" if self.messages.strip() not in ("", "1") else ""
        parts = ("HTML" if self.html.strip() else "", "files" if self.files.strip() else "", several)
        return ", ".join(part for part in parts if part) or "HTML, files, several messages"
