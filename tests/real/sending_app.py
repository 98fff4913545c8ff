"""The app, in the middle of a message."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers import Peer
from tests.real.one_profile import environment
from tests.real.window import Window, window

_SEND_ROOM, _ENTER = b"\x1bOS", b"\r"


@contextmanager
def sending_app(home: Path, peer: Peer) -> Iterator[Window]:
    """Sends the home's one profile's test mail; the peer has it and has not answered."""
    with window("-m", "smtptui", environment=environment(home)) as seen:
        seen.waits_for(b"Settings")
        seen.type(_SEND_ROOM)
        seen.waits_for(b"Subject")
        seen.type(_ENTER)
        seen.until(lambda: peer.messages, "the message never came")
        yield seen
