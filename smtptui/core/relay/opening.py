"""The relay that is meant: this machine's Postfix, or the one configured in a folder."""

from pathlib import Path

from smtptui.relay.instance import Instance, open_instance
from smtptui.relay.instances import instances_here
from smtptui.relay.running import master_pid

__all__ = ["Instance", "is_stopped", "open_relay", "others_than"]


async def open_relay(directory: Path | None) -> Instance:
    """The relay, its settings read. Raises ConfigurationError where there is no Postfix."""
    return await open_instance(directory)


def is_stopped(instance: Instance) -> bool:
    """Whether it is known not to run; who is not root learns that only by asking it something."""
    try:
        return master_pid(instance) is None
    except PermissionError:
        return False


async def others_than(instance: Instance) -> tuple[Path, ...]:
    """The folders of this machine's other instances: mail may wait in those."""
    return tuple(one.directory for one in await instances_here() if one.directory != instance.config_directory)
