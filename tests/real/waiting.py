"""Waiting for processes that only a look can tell about: always with a deadline, never a fixed pause."""

import random
import select
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

# A slow machine under load; on none is it waited out, unless what is waited for never comes.
PATIENCE_S = 60.0
_LOOK_EVERY_S = 0.02
# Linux gives outgoing connections ports from 32768 on (ip_local_port_range).
_NOT_EPHEMERAL = range(20000, 32000)


def eventually(look: Callable[[], T | None], what: str) -> T:
    """The first truthy value that `look` gives. Fails, saying `what` never came, once patience is over."""
    end = time.monotonic() + PATIENCE_S
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {PATIENCE_S:.0f} s")
        select.select([], [], [], _LOOK_EVERY_S)
    return seen


async def eventually_async(look: Callable[[], Awaitable[bool]], what: str) -> None:
    """Wait until `look` is true. Fails, saying `what` never came, once patience is over."""
    end = time.monotonic() + PATIENCE_S
    while not await look():
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {PATIENCE_S:.0f} s")
        select.select([], [], [], _LOOK_EVERY_S)


def answers(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def free_ports(count: int) -> list[int]:
    """Different ports that nothing listens on, and that nobody else gets, no test in another process either."""
    ports: list[int] = []
    for port in random.sample(_NOT_EPHEMERAL, len(_NOT_EPHEMERAL)):
        if len(ports) == count:
            break
        with suppress(OSError), socket.socket() as one:
            one.bind(("127.0.0.1", port))
            _claim(port)
            ports.append(port)
    return ports


def _claim(port: int) -> None:
    """Keep it from the tests of every other process until this one ends. Raises OSError where one of them has it."""
    with socket.socket(socket.AF_UNIX) as claim:
        # unix(7): a name that begins with NUL is in no folder, and free again with its last descriptor.
        claim.bind(f"\0smtptui-test-port-{port}")
        claim.detach()


def has_ipv6() -> bool:
    """Whether this machine has the loopback address of IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as one:
            one.bind(("::1", 0))
    except OSError:
        return False
    return True
