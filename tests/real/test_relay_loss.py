"""Nothing is lost while a relay's provider is down, nor by a relay that is killed."""

import json
import os
import re
import shutil
import signal
import smtplib
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from smtptui.smtp.security import Security
from tests.real.accounts import OPERATOR, SECOND
from tests.real.postfix import Postfix, Service, running_master, running_postfix
from tests.real.program import Operator
from tests.real.relay import Relay, relay_folder, running_relay
from tests.real.servers import Servers
from tests.real.waiting import answers, eventually, free_ports

pytestmark = pytest.mark.real
_MESSAGES = 200
_GATE = Service(
    "gate",
    Security.STARTTLS,
    {"smtpd_tls_security_level": "encrypt", "smtpd_tls_auth_only": "yes", "smtpd_sasl_auth_enable": "yes"},
)
# default_destination_concurrency_limit of postconf(5): so many final replies may be outstanding at once.
_AT_ONCE = 20


@pytest.fixture
def provider(servers: Servers) -> Iterator[Postfix]:
    """A provider of its own, written and stopped."""
    folder = Path(tempfile.mkdtemp(prefix="smtptui-provider-"))
    try:
        folder.chmod(0o755)
        (port,) = free_ports(1)
        with running_postfix(
            folder, [_GATE], {"gate": port}, servers.certificates, servers.dovecot.auth_socket
        ) as postfix:
            pass
        yield postfix
    finally:
        shutil.rmtree(folder)


def _start(stack: ExitStack, provider: Postfix) -> None:
    stack.enter_context(running_master(provider.configuration(), provider.folder / "queue"))
    eventually(lambda: answers("127.0.0.1", provider.ports["gate"]), "the provider")


def _hand_in(relay: Relay, sender: str) -> None:
    """All messages through the listener, as a program does."""
    with smtplib.SMTP("127.0.0.1", relay.port, timeout=60) as client:
        for number in range(_MESSAGES):
            client.sendmail(sender, [SECOND], f"Subject: number {number}\r\n\r\nhello\r\n")


def _delivered(provider: Postfix) -> Counter[int]:
    """How often each message has arrived."""
    texts = (path.read_text() for path in provider.mailbox(SECOND))
    return Counter(int(found[1]) for text in texts if (found := re.search(r"^Subject: number (\d+)$", text, re.M)))


def _deferred(relay: Relay) -> int:
    return sum(len(names) for _, _, names in os.walk(relay.folder / "queue/deferred"))


def _all_deferred(relay: Relay) -> None:
    """Every message waits, and `relay status` says for what."""
    eventually(lambda: _deferred(relay) == _MESSAGES, "every message deferred")
    told = json.loads(relay.run("status", "--json").out)
    assert told["queues"]["deferred"] == _MESSAGES
    # A connection that was kept for the next message ended with the provider.
    assert {one["cause"] for one in told["reasons"]} - {"connection_dropped"} == {"connection_refused"}
    assert sum(one["count"] for one in told["reasons"]) == _MESSAGES


def test_what_waited_while_the_provider_was_down_arrives_once_and_what_a_killed_relay_had_is_not_lost(
    servers: Servers, provider: Postfix, tmp_path: Path
) -> None:
    operator = Operator(tmp_path, servers)
    operator.saves("web", "starttls", port=provider.ports["gate"])
    with relay_folder() as folder, running_relay(folder, *free_ports(2), more=["smtp_host_lookup = native"]) as relay:
        with ExitStack() as running:
            _start(running, provider)
            ended = operator.run("relay", "install", "web", "--yes", "--instance", str(relay.configuration))
            assert ended.code == 0, ended
        _hand_in(relay, OPERATOR)
        _all_deferred(relay)
        with ExitStack() as running:
            _start(running, provider)
            assert relay.run("flush").code == 0
            eventually(lambda: len(_delivered(provider)) == _MESSAGES, "every message at the provider")
            eventually(lambda: relay.run("queue", "--json").out == "", "an empty queue")
            assert _delivered(provider) == Counter(range(_MESSAGES))
            shutil.rmtree(provider.folder / "mail" / SECOND.partition("@")[0])
        _hand_in(relay, OPERATOR)
        _all_deferred(relay)
        with ExitStack() as running:
            _start(running, provider)
            assert relay.run("flush").code == 0
            eventually(lambda: len(_delivered(provider)) > _MESSAGES // 10, "the first messages at the provider")
            _kill(relay)
            assert relay.run("restart").code == 0
            assert relay.run("flush").code == 0
            eventually(lambda: len(_delivered(provider)) == _MESSAGES, "every message at the provider")
            eventually(lambda: relay.run("queue", "--json").out == "", "an empty queue")
            twice = [number for number, times in _delivered(provider).items() if times > 1]
            assert len(twice) <= _AT_ONCE
            assert max(_delivered(provider).values()) <= 2


def _kill(relay: Relay) -> None:
    """The relay and all its processes, at once: they are one process group, which its master leads."""
    master = int((relay.folder / "queue/pid/master.pid").read_text())
    assert os.getpgid(master) == master
    os.killpg(master, signal.SIGKILL)
