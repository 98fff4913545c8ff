"""Every Postfix of this machine, as postmulti knows them."""

from dataclasses import dataclass
from pathlib import Path

from smtptui.relay.programs import Programs, path_of


@dataclass(frozen=True, slots=True)
class KnownInstance:
    """An instance that postmulti lists; the first one has no name, which is None."""

    name: str | None
    is_enabled: bool
    directory: Path


async def instances_here() -> tuple[KnownInstance, ...]:
    """All instances, the default one first; none where Postfix is not installed or cannot list them."""
    if path_of("postmulti") is None:
        return ()
    finished = await Programs().run("postmulti", "-l")
    return instances_in(finished.printed)


def instances_in(listed: str) -> tuple[KnownInstance, ...]:
    """The same from what `postmulti -l` prints: name, group, enabled or not, folder; a hyphen stands for none."""
    return tuple(_known(line) for line in listed.splitlines() if len(line.split()) >= 4)


def _known(line: str) -> KnownInstance:
    name, _, enabled, directory = line.split(maxsplit=3)
    return KnownInstance(None if name == "-" else name, enabled == "y", Path(directory.strip()))
