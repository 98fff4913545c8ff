"""A queue as full as after a provider's bad night: real files of Postfix, copied under ids of their own."""

import os
import shutil
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

from tests.real.relay import Relay
from tests.real.waiting import eventually

# What stands in for a message's number, in its recipients and in what its server said.
_NUMBER = b"00000000"
# Destinations that a relay defers by itself: transport(5), and retry, which master.cf has beside error.
_ANSWERS = {
    "busy.test": "retry:4.7.1 Too many messages: slow down, id 00000000",
    "full.test": "retry:4.2.2 The mailbox 00000000 is full",
    "later.test": "retry:4.3.2 Come back later",
}
# A message that is whole is executable: smtpd and qmgr tell it by that.
_MODES = {"deferred": 0o700, "defer": 0o600}
# Lines of main.cf for a relay whose queue is to be filled.
DEFERRING = (f"transport_maps = inline:{{ {', '.join(f'{{ {to} = {words} }}' for to, words in _ANSWERS.items())} }}",)


def fill_queue(relay: Relay, count: int) -> None:
    """Have so many messages wait in a relay that runs, as it writes them itself."""
    for domain in _ANSWERS:
        relay.submit(*(f"{name}{_NUMBER.decode()}@{domain}" for name in "ab"))
    deferred = relay.folder / "queue/deferred"
    first = eventually(lambda: _all_of(deferred, len(_ANSWERS)), "the first deferred messages")
    # What each of them waits for stands in a file of the same name, written before it was put there: defer(8).
    templates = [(path.read_bytes(), _log_of(relay, path).read_bytes()) for path in first]
    for folder in (relay.folder / "queue" / queue / f"{digit:X}" for queue in _MODES for digit in range(16)):
        folder.mkdir(mode=0o700, exist_ok=True)
        shutil.chown(folder, "postfix", "postfix")
    owner = deferred.stat()
    for number, (message, log) in zip(range(len(first), count), cycle(templates), strict=False):
        _write(relay, number, {"deferred": message, "defer": log}, owner)


def _all_of(folder: Path, count: int) -> list[Path] | None:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return found if len(found) == count else None


def _log_of(relay: Relay, message: Path) -> Path:
    return relay.folder / "queue/defer" / message.parent.name / message.name


def _write(relay: Relay, number: int, files: Mapping[str, bytes], owner: os.stat_result) -> None:
    # These two queues are spread over folders by the first character of the id: hash_queue_names.
    name = f"{number % 16:X}/{number % 16:X}{number:010X}"
    for queue, octets in files.items():
        path = relay.folder / "queue" / queue / name
        path.write_bytes(octets.replace(_NUMBER, b"%08d" % number))
        path.chmod(_MODES[queue])
        os.chown(path, owner.st_uid, owner.st_gid)
