"""The proof of an installation where the log tells nothing: the queue's word, soon, and never a wait in the dark."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.accounts import OPERATOR
from tests.real.program import Ended, Operator
from tests.real.relay import Relay, relay_folder, running_relay
from tests.real.servers import Servers
from tests.real.waiting import eventually, free_ports

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def running(servers: Servers) -> Iterator[Relay]:
    """A Postfix that logs to where nobody can read it again."""
    with relay_folder() as folder:
        (folder / "log").symlink_to("/dev/null")
        with running_relay(folder, *free_ports(2), more=["smtp_host_lookup = native"]) as started:
            yield started


@pytest.fixture
def relay(running: Relay) -> Iterator[Relay]:
    """The same; in the end its log is where it was, and its queue is empty."""
    main_cf = running.configuration / "main.cf"
    yield running
    main_cf.write_text(main_cf.read_text().replace(f"{running.folder}/other", str(running.log)))
    running.empty()


@pytest.fixture
def operator(servers: Servers, tmp_path: Path) -> Operator:
    """Somebody with profiles for the provider."""
    operator = Operator(tmp_path, servers)
    operator.saves("web", "starttls")
    operator.saves("nowhere", "closed")
    operator.saves("slow", "slow")
    return operator


def _words(relay: Relay, profile: str) -> list[str]:
    return ["relay", "install", profile, "--yes", "--prove", "--json", "--instance", str(relay.configuration)]


def _install(operator: Operator, relay: Relay, profile: str) -> Ended:
    return operator.run(*_words(relay, profile))


def test_why_the_message_waits_is_told_by_the_queue(relay: Relay, operator: Operator) -> None:
    ended = _install(operator, relay, "nowhere")
    proof = json.loads(ended.out)["proof"]
    assert (ended.code, proof["diagnosis"]["cause"], proof["removed"]) == (11, "connection_refused", True), ended
    assert relay.run("queue", "--json").out == ""


def test_a_message_that_has_left_the_queue_is_not_waited_for_and_the_log_is_named(
    relay: Relay, operator: Operator
) -> None:
    held = len(operator.servers.postfix.mailbox(OPERATOR))
    ended = _install(operator, relay, "web")
    proof = json.loads(ended.out)["proof"]
    assert (ended.code, proof["sent"], proof["silence"]) == (
        20,
        False,
        "it has left the queue, and the log tells nothing of it",
    ), ended
    assert "the log tells nothing yet; " in ended.err
    assert len(operator.servers.postfix.mailbox(OPERATOR)) == held + 1
    # The Postfix that runs has not read this, and there is nothing to install that would have it read.
    main_cf, other = relay.configuration / "main.cf", relay.folder / "other"
    main_cf.write_text(main_cf.read_text().replace(f"maillog_file = {relay.log}", f"maillog_file = {other}"))
    ended = _install(operator, relay, "web")
    assert ended.code == 20, ended
    silence = json.loads(ended.out)["proof"]["silence"]
    assert silence == f"it has left the queue, and the log {other} cannot be read: No such file or directory"


def test_who_stops_waiting_leaves_the_message_on_its_way(relay: Relay, operator: Operator) -> None:
    held = len(operator.servers.postfix.mailbox(OPERATOR))
    waiting = operator.start(*_words(relay, "slow"))
    assert waiting.stderr is not None
    told = (line for line in waiting.stderr if "is in the queue active; ^C" in line)
    assert next(told)
    waiting.send_signal(signal.SIGINT)
    with waiting:
        assert waiting.wait(60) == 130
    eventually(lambda: len(operator.servers.postfix.mailbox(OPERATOR)) == held + 1, "the message, once it may")
