"""Waiting for processes that only a look can tell about: always with a deadline, never a fixed pause."""

import random
import select
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress
from typing import TypeVar

T = TypeVar("T")

_LOOK_EVERY_S = 0.02
# Linux gives outgoing connections ports from 32768 on (ip_local_port_range).
_NOT_EPHEMERAL = range(20000, 32000)


def eventually(look: Callable[[], T | None], what: str, deadline_s: float = 10.0) -> T:
    """The first truthy value that `look` gives. Fails, saying `what` never came, once the deadline is over."""
    end = time.monotonic() + deadline_s
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {deadline_s:.0f} s")
        select.select([], [], [], _LOOK_EVERY_S)
    return seen


async def eventually_async(look: Callable[[], Awaitable[bool]], what: str, deadline_s: float = 20.0) -> None:
    """Wait until `look` is true. Fails, saying `what` never came, once the deadline is over."""
    end = time.monotonic() + deadline_s
    while not await look():
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {deadline_s:.0f} s")
        select.select([], [], [], _LOOK_EVERY_S)


def answers(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def free_ports(count: int) -> list[int]:
    """Different ports that nothing listens on, and that the system gives to nobody who does not ask for them."""
    with ExitStack() as held:
        ports: list[int] = []
        for port in random.sample(_NOT_EPHEMERAL, len(_NOT_EPHEMERAL)):
            if len(ports) == count:
                break
            with suppress(OSError):
                held.enter_context(socket.socket()).bind(("127.0.0.1", port))
                ports.append(port)
    return ports


def has_ipv6() -> bool:
    """Whether this machine has the loopback address of IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as one:
            one.bind(("::1", 0))
    except OSError:
        return False
    return True
