"""Providers that refuse or slow down, behind a relay: the right diagnosis, nothing lost, nothing twice."""

import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smtptui.smtp.security import Security
from tests.real.accounts import NOBODY, OPERATOR, SECOND
from tests.real.postfix import Postfix, Service, running_postfix
from tests.real.program import Ended, Operator
from tests.real.relay import Relay, relay_folder, running_relay
from tests.real.servers import Servers
from tests.real.waiting import eventually, free_ports

pytestmark = pytest.mark.real
_MESSAGES = 6


def _service(name: str, **parameters: str) -> Service:
    login = {"smtpd_tls_security_level": "encrypt", "smtpd_tls_auth_only": "yes", "smtpd_sasl_auth_enable": "yes"}
    return Service(name, Security.STARTTLS, {**login, **parameters})


_SERVICES = (
    # Postfix otherwise refuses at RCPT whatever it found wrong before.
    _service(
        "no-sender",
        smtpd_sender_restrictions="check_sender_access static:{553 5.7.1 not verified}",
        smtpd_delay_reject="no",
    ),
    _service(
        "no-recipient",
        smtpd_recipient_restrictions=f"check_recipient_access inline:{{ {{ {NOBODY} = 550 5.1.1 unknown user }} }}",
    ),
    _service("busy", smtpd_end_of_data_restrictions="check_client_access static:{451 4.7.1 Rate limit exceeded}"),
    _service("rate", smtpd_client_message_rate_limit="2"),
    _service("connections", smtpd_client_connection_rate_limit="1"),
)


@pytest.fixture(scope="module")
def provider(servers: Servers) -> Iterator[Postfix]:
    """A provider of each kind, each on its port."""
    folder = Path(tempfile.mkdtemp(prefix="smtptui-provider-"))
    try:
        folder.chmod(0o755)
        ports = dict(zip((one.name for one in _SERVICES), free_ports(len(_SERVICES)), strict=True))
        with running_postfix(folder, _SERVICES, ports, servers.certificates, servers.dovecot.auth_socket) as postfix:
            yield postfix
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def running() -> Iterator[Relay]:
    """A relay, once for all of these tests."""
    with relay_folder() as folder, running_relay(folder, *free_ports(2), more=["smtp_host_lookup = native"]) as started:
        yield started


@pytest.fixture
def relay(running: Relay, provider: Postfix) -> Iterator[Relay]:
    """The relay; in the end its queue and the provider's mailboxes are empty."""
    yield running
    running.empty()
    shutil.rmtree(provider.folder / "mail")
    (provider.folder / "mail").mkdir()
    shutil.chown(provider.folder / "mail", "nobody")


@pytest.fixture
def operator(servers: Servers, provider: Postfix, tmp_path: Path) -> Operator:
    """Somebody with a profile for each of the provider's kinds."""
    operator = Operator(tmp_path, servers)
    for name, port in provider.ports.items():
        operator.saves(name, "starttls", port=port, to_address=NOBODY if name == "no-recipient" else OPERATOR)
    return operator


def _installed(operator: Operator, relay: Relay, profile: str, secret: str | None = None) -> Ended:
    """An installation, and what it says of its proof."""
    words = ("install", profile, "--yes", "--prove", "--json", "--instance", str(relay.configuration))
    return operator.run("relay", *words, secret=secret)


def _hand_in(relay: Relay) -> None:
    for number in range(_MESSAGES):
        relay.submit(SECOND, sender=OPERATOR, subject=f"number {number}")


def _arrived(provider: Postfix) -> Counter[int]:
    """How often each message has arrived."""
    texts = (path.read_text() for path in provider.mailbox(SECOND))
    return Counter(int(found[1]) for text in texts if (found := re.search(r"^Subject: number (\d+)$", text, re.M)))


def _told(relay: Relay) -> Any:
    """What `relay status` says, once nothing is under way."""

    def look() -> Any:
        seen = json.loads(relay.run("status", "--json").out)
        under_way = sum(number for name, number in seen["queues"].items() if name != "deferred")
        return seen if under_way == 0 else None

    return eventually(look, "a queue at rest")


def _all_arrive_once(relay: Relay, provider: Postfix) -> None:
    assert relay.run("flush").code == 0
    eventually(lambda: len(_arrived(provider)) == _MESSAGES, "every message at the provider")
    assert _told(relay)["queues"]["deferred"] == 0
    assert _arrived(provider) == Counter(range(_MESSAGES))


@pytest.mark.parametrize(
    ("profile", "code", "status", "cause"),
    [
        ("no-sender", 17, "bounced", "sender_not_verified"),
        ("busy", 19, "deferred", "rate_limited"),
        ("connections", 12, "deferred", "too_many_connections"),
    ],
)
def test_what_the_provider_answers_is_the_proof(
    profile: str, code: int, status: str, cause: str, relay: Relay, operator: Operator
) -> None:
    ended = _installed(operator, relay, profile)
    proof = json.loads(ended.out)["proof"]
    assert (ended.code, proof["delivery"]["status"], proof["diagnosis"]["cause"]) == (code, status, cause), ended
    # What has come back waits no more.
    assert proof["removed"] == (status == "deferred")
    assert relay.run("queue", "--json").out == ""


def test_what_was_slowed_down_waits_with_the_reason_and_arrives_once(
    relay: Relay, operator: Operator, provider: Postfix
) -> None:
    assert _installed(operator, relay, "rate").code == 0
    _hand_in(relay)
    told = _told(relay)
    waiting = told["queues"]["deferred"]
    assert 0 < waiting == _MESSAGES - len(_arrived(provider))
    assert [(one["cause"], one["count"]) for one in told["reasons"]] == [("rate_limited", waiting)]
    assert "Slow down, and try again" in relay.run("status").out
    service = f"[127.0.0.1]:{provider.ports['rate']}/inet/smtpd_client_message_rate_limit=0"
    subprocess.run(["postconf", "-c", provider.configuration(), "-P", service], check=True)
    subprocess.run(["postfix", "-c", provider.configuration(), "reload"], check=True, capture_output=True)
    _all_arrive_once(relay, provider)


def test_what_waited_for_a_login_arrives_once_it_is_right(relay: Relay, operator: Operator, provider: Postfix) -> None:
    assert _installed(operator, relay, "no-recipient", secret="wrong word").code == 16
    _hand_in(relay)
    told = _told(relay)
    assert [(one["cause"], one["count"]) for one in told["reasons"]] == [("bad_credentials", _MESSAGES)]
    # This server knows the login, and refuses nobody but the one who is asked for by the proof.
    assert _installed(operator, relay, "no-recipient").code == 18
    _all_arrive_once(relay, provider)


def test_what_is_refused_for_good_comes_back_and_the_others_arrive(
    relay: Relay, operator: Operator, provider: Postfix
) -> None:
    ended = _installed(operator, relay, "no-recipient")
    assert (ended.code, json.loads(ended.out)["proof"]["diagnosis"]["cause"]) == (18, "mailbox_unavailable"), ended
    relay.submit(SECOND, NOBODY, sender=OPERATOR)
    (notice,) = eventually(lambda: provider.mailbox(OPERATOR), "the notice of what came back")
    assert "550 5.1.1" in notice.read_text()
    assert _told(relay)["queues"]["deferred"] == 0
    assert len(provider.mailbox(SECOND)) == 1
    told = [json.loads(line) for line in relay.run("logs", "--json").out.splitlines()]
    bounced = [one for one in told if one["delivery"] and one["delivery"]["status"] == "bounced"][-1]
    assert (bounced["delivery"]["recipient"], bounced["diagnosis"]["cause"]) == (NOBODY, "mailbox_unavailable")
