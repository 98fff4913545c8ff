"""Real peers: present, or the tests say why not."""

import os
import shutil
from collections.abc import Iterator
from typing import NoReturn

import pytest

from tests.real.servers import Servers, running_servers


def require(program: str) -> None:
    """Skip where a program is not installed; fail where the run insists on it (SMTPTUI_REQUIRE_REAL=1)."""
    if shutil.which(program) is None:
        lacks(f"{program} is not installed")


def lacks(reason: str) -> NoReturn:
    """Skip because this machine lacks something; fail where the run insists on it."""
    if os.environ.get("SMTPTUI_REQUIRE_REAL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Postfix and Dovecot in every configuration of `configurations.py`, once for the whole run."""
    for program in ("postfix", "dovecot", "doveadm"):
        require(program)
    if os.geteuid() != 0:
        lacks("Postfix and Dovecot start as root only")
    with running_servers() as running:
        yield running
