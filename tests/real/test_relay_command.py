"""`smtptui relay`, as an operator runs it against a real Postfix whose provider is down."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.real.conftest import require_relay
from tests.real.relay import Relay, relay_folder, written_relay
from tests.real.waiting import eventually, free_ports

pytestmark = pytest.mark.real


def _queue(relay: Relay) -> list[dict[str, Any]]:
    return [json.loads(line) for line in relay.run("queue", "--json").out.splitlines()]


def _waiting(relay: Relay, *recipients: str) -> list[str]:
    """The queue ids of messages to these, once all of them are deferred."""
    for recipient in recipients:
        relay.submit(recipient)
    queues = [relay.folder / "queue" / name for name in ("deferred", "hold")]

    def look() -> list[str]:
        found = [path.name for queue in queues for path in queue.rglob("*") if path.is_file()]
        return found if len(found) == len(recipients) else []

    return eventually(look, "deferred messages") if recipients else []


def test_the_relay_that_config_toml_names_is_meant_unless_another_one_is(relay: Relay, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'[relay]\ninstance = "{relay.configuration}"\n')
    config.chmod(0o600)
    for more, code in (((), 0), (("--instance", str(tmp_path)), 3)):
        words = [sys.executable, "-m", "smtptui", "--config", str(config), "relay", *more, "status", "--json"]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == code, done.stderr
    assert "no main.cf" in done.stderr


def test_status_says_what_the_relay_is_and_why_mail_waits(relay: Relay) -> None:
    _waiting(relay, "a@recipient.test", "b@recipient.test")
    ended = relay.run("status", "--json")
    seen = json.loads(ended.out)
    assert (ended.code, ended.err, seen["running"]) == (0, "", True)
    assert seen["pid"] == int((relay.folder / "queue/pid/master.pid").read_text())
    assert (seen["listening"], seen["relayhost"]) == ([f"127.0.0.1:{relay.port}"], f"[127.0.0.1]:{relay.provider_port}")
    assert (seen["security"], seen["logs_in"], seen["log"]) == ("none", False, str(relay.log))
    assert (seen["queues"]["deferred"], seen["queues"]["hold"]) == (2, 0)
    assert [(one["cause"], one["count"]) for one in seen["reasons"]] == [("connection_refused", 2)]


def test_status_says_the_same_in_words(relay: Relay) -> None:
    _waiting(relay, "a@recipient.test")
    ended = relay.run("status")
    assert ended.out.startswith("✔ running, pid ")
    assert "1 deferred · the oldest for " in ended.out
    assert "127.0.0.1 refused the connection" in ended.out
    assert str(relay.provider_port) in ended.out.partition("refused the connection")[2]


def test_an_empty_queue_prints_nothing(relay: Relay) -> None:
    ended = relay.run("queue", "--json")
    assert (ended.code, ended.out, ended.err) == (0, "", "the queue is empty\n")


def test_each_message_is_listed_with_the_cause_of_its_delay(relay: Relay) -> None:
    ids = _waiting(relay, "a@recipient.test", "b@recipient.test")
    listed = _queue(relay)
    assert {one["queue_id"] for one in listed} == set(ids)
    assert {one["recipients"][0]["cause"] for one in listed} == {"connection_refused"}
    words = relay.run("queue").out
    assert all(f"{queue_id}  deferred" in words for queue_id in ids)


def test_a_message_is_shown_with_its_header(relay: Relay) -> None:
    (queue_id,) = _waiting(relay, "a@recipient.test")
    shown = json.loads(relay.run("show", queue_id, "--json").out)
    assert (shown["queue_id"], shown["sender"]) == (queue_id, "app@real.test")
    assert "Subject: a test" in shown["header"].splitlines()
    assert [one["cause"] for one in shown["reasons"]] == ["connection_refused"]
    assert "Subject: a test" in relay.run("show", queue_id).out


def test_a_message_is_held_released_requeued_and_deleted(relay: Relay) -> None:
    (queue_id,) = _waiting(relay, "a@recipient.test")
    assert relay.run("hold", queue_id).code == 0
    assert [one["queue_name"] for one in _queue(relay)] == ["hold"]
    assert relay.run("release", queue_id).code == 0
    assert [one["queue_name"] for one in _queue(relay)] != ["hold"]
    assert relay.run("requeue", queue_id).code == 0
    (again,) = eventually(lambda: [one for one in _queue(relay) if one["queue_name"] == "deferred"], "it is back")
    assert again["queue_id"] != queue_id
    ended = relay.run("delete", again["queue_id"], "--yes", "--json")
    assert (ended.code, json.loads(ended.out)) == (0, {"queue_id": again["queue_id"], "done": "delete"})
    assert _queue(relay) == []


@pytest.mark.parametrize("action", ["show", "hold", "release", "requeue", "delete"])
def test_a_message_that_is_not_there_is_said_in_two_lines(action: str, relay: Relay) -> None:
    ended = relay.run(action, "ABCDEF1234", *(["--yes"] if action == "delete" else []))
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 2)


def test_all_is_no_message_that_could_be_deleted(relay: Relay) -> None:
    _waiting(relay, "a@recipient.test", "b@recipient.test")
    assert relay.run("delete", "ALL", "--yes").code == 2
    assert len(_queue(relay)) == 2


def test_nothing_is_deleted_where_nobody_can_be_asked(relay: Relay) -> None:
    (queue_id,) = _waiting(relay, "a@recipient.test")
    ended = relay.run("delete", queue_id)
    assert (ended.code, "--yes" in ended.err) == (2, True)
    assert len(_queue(relay)) == 1


@pytest.mark.parametrize(("answer", "code", "left"), [("y", 0, 0), ("", 2, 1), ("n", 2, 1)])
def test_a_message_is_deleted_by_who_agrees(answer: str, code: int, left: int, relay: Relay) -> None:
    (queue_id,) = _waiting(relay, "a@recipient.test")
    command, *words = relay.words("delete", queue_id)
    child = pexpect.spawn(command, words, encoding="utf-8", timeout=60)
    child.expect_exact(f"{queue_id} from app@real.test to a@recipient.test")
    child.expect_exact("[y/N]")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, len(_queue(relay))) == (code, left)


def test_a_flush_says_what_is_tried_again(relay: Relay) -> None:
    _waiting(relay, "a@recipient.test")
    ended = relay.run("flush", "--json")
    assert (ended.code, json.loads(ended.out)["queues"]["deferred"]) == (0, 1)
    eventually(lambda: relay.log.read_text().count("status=deferred") > 1, "another attempt")


def test_a_restart_gives_another_master(relay: Relay) -> None:
    before = json.loads(relay.run("status", "--json").out)["pid"]
    after = json.loads(relay.run("restart", "--json").out)
    assert after["running"]
    assert after["pid"] != before


def test_the_log_explains_what_failed(relay: Relay) -> None:
    (queue_id,) = _waiting(relay, "a@recipient.test")
    eventually(lambda: "status=deferred" in relay.log.read_text(), "the delivery in the log")
    told = [json.loads(line) for line in relay.run("logs", "--json").out.splitlines()]
    (failed,) = [one for one in told if one["queue_id"] == queue_id and one["delivery"]]
    assert (failed["delivery"]["status"], failed["diagnosis"]["cause"]) == ("deferred", "connection_refused")
    assert {one["diagnosis"] is None for one in told if not one["delivery"]} == {True}
    words = relay.run("logs").out
    assert "refused the connection" in words[words.index(queue_id) :]


def test_the_log_is_followed_through_rotation(relay: Relay) -> None:
    words = relay.words("logs", "-f", "-n", "1", "--json")
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as following:
        assert following.stdout is not None
        # The last line comes first: then it follows.
        following.stdout.readline()
        relay.submit("before@recipient.test")
        _until(following, "before@recipient.test")
        relay.log.rename(relay.log.with_suffix(".1"))
        subprocess.run(["postfix", "-c", relay.configuration, "reload"], check=True, capture_output=True)
        relay.submit("after@recipient.test")
        _until(following, "after@recipient.test")
        following.send_signal(signal.SIGINT)
        assert following.wait(60) == 130


def _until(following: "subprocess.Popen[str]", recipient: str) -> None:
    """Read on until the delivery to `recipient` comes; the test's own time limit ends a wait for ever."""
    assert following.stdout is not None
    for line in following.stdout:
        delivery = json.loads(line)["delivery"]
        if delivery and delivery["recipient"] == recipient:
            return
    raise AssertionError(f"the log ended without {recipient}")


def test_hostile_text_is_printed_visibly(relay: Relay) -> None:
    (queue_id,) = _waiting(relay, '"\u202e[bold]x"@recipient.test')
    for words in (["queue"], ["show", queue_id], ["logs"]):
        assert "\\u202e[bold]x" in relay.run(*words).out


def test_a_relay_that_is_stopped_is_told_by_status_and_exit_code() -> None:
    require_relay()
    with relay_folder() as folder:
        relay = written_relay(folder, *free_ports(2))
        ended = relay.run("status", "--json")
        assert (ended.code, json.loads(ended.out)["running"]) == (11, False)
        ended = relay.run("flush")
        assert (ended.code, ended.out, len(ended.err.splitlines())) == (11, "", 2)


def test_a_log_that_is_not_there_is_said_in_two_lines() -> None:
    require_relay()
    with relay_folder() as folder:
        ended = written_relay(folder, *free_ports(2)).run("logs")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (3, "", 2)


def test_a_folder_without_a_postfix_is_said_in_two_lines() -> None:
    require_relay()
    with relay_folder() as folder:
        relay = written_relay(folder, *free_ports(2))
        os.unlink(relay.configuration / "main.cf")
        ended = relay.run("queue")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (3, "", 2)
