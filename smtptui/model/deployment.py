"""Files that are exported together."""

from typing import NamedTuple


class Part(NamedTuple):
    """A file of a deployment. Without a path it stands where its format's reader looks; without a profile it takes the
    one that the command names, else the deployment's, else the active one."""

    format: str
    path: str | None = None
    target: str | None = None
    profile: str | None = None


class Deployment(NamedTuple):
    """What [deployments.NAME] says."""

    name: str
    parts: tuple[Part, ...]
    profile: str | None = None
