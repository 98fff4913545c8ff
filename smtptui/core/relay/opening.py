"""The relay that is meant: this machine's Postfix, or the one configured in a folder."""

from pathlib import Path

from smtptui.relay.instance import Instance, open_instance
from smtptui.relay.instances import instances_here
from smtptui.relay.running import master_pid

__all__ = ["Instance", "configured_instance", "folders_here", "is_stopped", "open_relay", "others_than"]


async def open_relay(directory: Path | None) -> Instance:
    """The relay, its settings read. Raises ConfigurationError where there is no Postfix."""
    return await open_instance(directory)


def is_stopped(instance: Instance) -> bool:
    """Whether it is known not to run; who is not root learns that only by asking it something."""
    try:
        return master_pid(instance) is None
    except PermissionError:
        return False


async def folders_here() -> tuple[Path, ...]:
    """The folders of this machine's instances, the default one first."""
    return tuple(one.directory for one in await instances_here())


async def others_than(instance: Instance) -> tuple[Path, ...]:
    """The folders of this machine's other instances: mail may wait in those."""
    return tuple(folder for folder in await folders_here() if folder != instance.config_directory)


def configured_instance(config_path: Path) -> Path | None:
    """The folder that config.toml names; None for this machine's own Postfix. Raises ConfigurationError."""
    from smtptui.store.config_file import relay_instance

    return relay_instance(config_path)
