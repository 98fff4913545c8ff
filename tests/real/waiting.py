"""Waiting for processes that only a look can tell about: always with a deadline, never a fixed pause."""

import select
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")

_LOOK_EVERY_S = 0.02


def eventually(look: Callable[[], T | None], what: str, deadline_s: float = 10.0) -> T:
    """The first truthy value that `look` gives. Fails, saying `what` never came, once the deadline is over."""
    end = time.monotonic() + deadline_s
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {deadline_s:.0f} s")
        select.select([], [], [], _LOOK_EVERY_S)
    return seen


def answers(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def free_ports(count: int) -> list[int]:
    """Different ports that nothing listens on, over IPv4 and, where the machine has it, IPv6."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def has_ipv6() -> bool:
    """Whether this machine has the loopback address of IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as one:
            one.bind(("::1", 0))
    except OSError:
        return False
    return True
