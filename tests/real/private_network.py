"""A private network with another machine in it: a namespace of the kernel's, behind a pair of interfaces."""

import random
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Network:
    """This machine's address in it, and what a command line begins with that the other machine shall run."""

    address: str
    over_there: tuple[str, ...]


@contextmanager
def private_network() -> Iterator[Network]:
    """A network of its own; where none may be made, an address of loopback stands for it."""
    name = f"smtptui{secrets.token_hex(3)}"
    prefix = f"10.{random.randrange(100, 250)}.{random.randrange(1, 250)}"
    try:
        yield Network(f"{prefix}.1", ("ip", "netns", "exec", name)) if _made(name, prefix) else Network("127.0.0.2", ())
    finally:
        # Its interface goes with it, and the other one of the pair with that.
        _ip("netns", "delete", name)


def _made(name: str, prefix: str) -> bool:
    return shutil.which("ip") is not None and all(
        _ip(*words)
        for words in (
            ("netns", "add", name),
            ("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name),
            ("address", "add", f"{prefix}.1/30", "dev", name),
            ("link", "set", name, "up"),
            ("-n", name, "address", "add", f"{prefix}.2/30", "dev", "eth0"),
            ("-n", name, "link", "set", "eth0", "up"),
        )
    )


def _ip(*words: str) -> bool:
    if shutil.which("ip") is None:
        return False
    return subprocess.run(["ip", *words], capture_output=True, check=False).returncode == 0
