"""What can be done to a relay: flush, restart; and to one message: hold, release, requeue, delete."""

import os
import re
from enum import StrEnum
from pathlib import Path

from smtptui.daemon import in_daemon
from smtptui.errors import MisuseError, NotRunningError
from smtptui.relay.complaints import gravest_words, not_root, raise_complaint
from smtptui.relay.instance import Instance
from smtptui.relay.jail import fill_jail
from smtptui.relay.programs import Programs, path_of
from smtptui.text import printable

_RESTART_TIMEOUT_S = 60.0
_SYSTEMD = Path("/run/systemd/system")
# Long and short queue ids are letters and digits (postconf(5), enable_long_queue_ids). "ALL", which means every
# message to postsuper, is shorter than any of them.
_QUEUE_ID = re.compile(r"[0-9A-Za-z]{5,64}")
_COUNTED = re.compile(r": (\d+) messages?$", re.MULTILINE)


class Measure(StrEnum):
    """What can be done to one message, by its option of postsuper(1)."""

    HOLD = "-h"
    RELEASE = "-H"
    REQUEUE = "-r"
    DELETE = "-d"


def checked_id(text: str) -> str:
    """A queue id, checked by its shape. Raises MisuseError."""
    if not _QUEUE_ID.fullmatch(text):
        raise MisuseError(f'"{printable(text)}" is no queue id', "`smtptui relay queue` lists them; one at a time")
    return text


async def apply(instance: Instance, measure: Measure, queue_id: str) -> bool:
    """Do something to one message; whether there was such a message to do it to. Only root may: raises WriteError."""
    finished = await instance.programs.run("postsuper", measure.value, checked_id(queue_id))
    counted = _COUNTED.findall(finished.complaint)
    # It may fail to log what it did.
    if finished.status != 0 and (not counted or counted[-1] == "0"):
        raise_complaint("postsuper", finished.status, finished.complaint)
    return bool(counted) and counted[-1] != "0"


async def flush(instance: Instance) -> None:
    """Have everything that is deferred tried again now. Raises NotRunningError."""
    await instance.programs.done("postqueue", "-f")


async def restart(instance: Instance) -> None:
    """Stop Postfix where it runs, and start it. Raises WriteError for who is not root, NotRunningError if it fails."""
    if os.geteuid() != 0:
        raise not_root("only root can restart Postfix")
    is_own = instance.programs.directory is None and "MAIL_CONFIG" not in os.environ
    if is_own and await in_daemon(_SYSTEMD.is_dir) and path_of("systemctl"):
        # Stopped behind its back, systemd would take the service for failed.
        await Programs().done("systemctl", "restart", "postfix.service", timeout_s=_RESTART_TIMEOUT_S)
        return
    try:
        await instance.programs.manage("stop", timeout_s=_RESTART_TIMEOUT_S)
    finally:
        # Also when interrupted: a relay that was only stopped loses its mail's time.
        await fill_jail(instance)
        started = await instance.programs.manage("start", timeout_s=_RESTART_TIMEOUT_S)
    if started.status != 0:
        words = gravest_words(started.complaint)
        raise NotRunningError(f"Postfix does not start: {words}", "its log says more: smtptui relay logs")
