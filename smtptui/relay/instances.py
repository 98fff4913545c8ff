"""Every Postfix of this machine, as postmulti knows them."""

from dataclasses import dataclass
from pathlib import Path

from smtptui.relay.programs import Programs, path_of


@dataclass(frozen=True, slots=True)
class KnownInstance:
    """An instance that postmulti lists, by the name that it goes by there: a hyphen for one that was given none."""

    name: str
    directory: Path


async def instances_here() -> tuple[KnownInstance, ...]:
    """All instances, the default one first; none where Postfix is not installed or cannot list them."""
    if path_of("postmulti") is None:
        return ()
    # By the folder that MAIL_CONFIG may name, postmulti finds itself in the wrong one, and writes so into its log.
    finished = await Programs().run("postmulti", "-l", without=("MAIL_CONFIG",))
    return instances_in(finished.printed)


def instances_in(listed: str) -> tuple[KnownInstance, ...]:
    """The same from what `postmulti -l` prints: name, group, enabled or not, folder; a hyphen stands for none."""
    return tuple(_known(line) for line in listed.splitlines() if len(line.split()) >= 4)


def _known(line: str) -> KnownInstance:
    name, _, _, directory = line.split(maxsplit=3)
    return KnownInstance(name, Path(directory.strip()))
