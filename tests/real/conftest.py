"""Real peers: present, or the tests say why not."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NoReturn

import pytest

from tests.real.relay import Relay, relay_folder, running_relay
from tests.real.servers import Servers, running_servers
from tests.real.waiting import free_ports


def require(program: str) -> None:
    """Skip where a program is not installed; fail where the run insists on it (SMTPTUI_REQUIRE_REAL=1)."""
    if shutil.which(program) is None:
        lacks(f"{program} is not installed")


def lacks(reason: str) -> NoReturn:
    """Skip because this machine lacks something; fail where the run insists on it."""
    if os.environ.get("SMTPTUI_REQUIRE_REAL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def require_relay() -> None:
    """Skip, or fail, where no Postfix of our own can be set up."""
    require("postfix")
    if os.geteuid() != 0:
        lacks("Postfix starts as root only")


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Postfix and Dovecot in every configuration of `configurations.py`, once for the whole run."""
    for program in ("postfix", "dovecot", "doveadm"):
        require(program)
    if os.geteuid() != 0:
        lacks("Postfix and Dovecot start as root only")
    with running_servers() as running:
        yield running


@pytest.fixture(scope="module")
def started_relay() -> Iterator[Relay]:
    """A local relay whose provider is down, once for a file of tests."""
    require_relay()
    with ExitStack() as stack:
        yield stack.enter_context(running_relay(stack.enter_context(relay_folder()), *free_ports(2)))


@pytest.fixture
def relay(started_relay: Relay) -> Iterator[Relay]:
    """The local relay; its queue is emptied in the end."""
    yield started_relay
    started_relay.empty()
