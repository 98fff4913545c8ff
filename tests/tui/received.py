"""Messages as the sandbox received them, with times that never change."""

from datetime import UTC, datetime, timedelta

from smtptui.core.received import OpenedMessage, opened
from smtptui.sandbox.catcher import CaughtMessage
from smtptui.smtp.message import Attachment, Draft, compose

_AT = datetime(2026, 11, 21, 11, 58, tzinfo=UTC)


def _received(number: int, draft: Draft) -> OpenedMessage:
    at = _AT + timedelta(seconds=number)
    message = compose(
        draft, from_address="notifications@darrensnet.com", from_name="Darren's social network", date=at, unique="5d2f"
    )
    # The boundary is drawn by lot.
    octets = message.octets.replace(_boundary(message.octets), b"===============5d2f==")
    people = tuple(str(mailbox) for mailbox in message.forward_paths)
    return opened(
        CaughtMessage(f"4F2A{number}", at, "good", "127.0.0.1:50000", "demo", str(message.reverse_path), people, octets)
    )


def _boundary(octets: bytes) -> bytes:
    return octets.partition(b'boundary="')[2].partition(b'"')[0] or b"\0"


RECEIVED = tuple(
    _received(number, draft)
    for number, draft in enumerate(
        (
            Draft(("ops@example.com",), "Invoice 41", "Please find nothing attached.\n"),
            Draft(("ops@example.com", "fred@example.com"), "Grüße\x1b[31m", "Grüße \x1b[2J an alle\n"),
            Draft(
                ("webmaster@darrensnet.com",),
                "Your weekly letter",
                "Hello Fred,\n\nthree people wrote to you.\n",
                "<style>p {margin: 0}</style><p>Hello <b>Fred</b>,<p>three people "
                '<a href="https://darrensnet.com/inbox">wrote to you</a>.<ul><li>Ann<li>Bob<li>Cid</ul>',
                (Attachment("letter.pdf", "application/pdf", b"%PDF" * 3000),),
            ),
        )
    )
)
