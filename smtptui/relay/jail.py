"""The folder that Postfix's processes shut themselves in, and what Debian copies there when it starts them."""

from contextlib import aclosing
from pathlib import Path

from smtptui.daemon import in_daemon
from smtptui.relay.instance import Instance
from smtptui.relay.instances import instances_here
from smtptui.relay.programs import TIMEOUT_S, lines_of

_SCRIPT = Path("/usr/lib/postfix/configure-instance.sh")


async def fill_jail(instance: Instance) -> None:
    """Do what Debian's service does before it starts Postfix: without resolv.conf in there no name is found.

    Nothing where there is no such script, or for a Postfix that the service does not know. Raises ConfigurationError.
    """
    if not await in_daemon(_SCRIPT.exists):
        return
    for known in await instances_here():
        if known.directory == instance.config_directory:
            async with aclosing(lines_of([str(_SCRIPT), known.name], TIMEOUT_S)) as said:
                async for _ in said:
                    pass
