"""An own Postfix made the relay of a profile, proved, and taken back."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import ANY

import pexpect
import pytest

from tests.real.accounts import DOMAIN, OPERATOR, SECOND, Account
from tests.real.program import Ended, Operator
from tests.real.relay import Relay, relay_folder, running_relay, written_relay
from tests.real.servers import Servers
from tests.real.waiting import eventually, free_ports

pytestmark = pytest.mark.real
# What an operator's main.cf has of its own: a comment, a value over two lines, and no line end behind the last.
_CHANGED = ("mynetworks", "relayhost", "smtp_tls_security_level")
_OWN_LINES = ("# mine", "message_size_limit =", "  20480000", "smtp_host_lookup = native", "notify_classes = resource")


@pytest.fixture(scope="module")
def running(servers: Servers) -> Iterator[Relay]:
    """A running Postfix, once for all of these tests."""
    with relay_folder() as folder, running_relay(folder, *free_ports(2), more=_OWN_LINES) as started:
        yield started


@pytest.fixture
def relay(running: Relay) -> Iterator[Relay]:
    """The Postfix that hands its mail to nobody yet; in the end its files are as they were."""
    before = files(running)
    yield running
    for name in files(running).keys() - before.keys():
        (running.configuration / name).unlink()
    for name, octets in before.items():
        (running.configuration / name).write_bytes(octets)
    running.empty()
    subprocess.run(["postfix", "-c", running.configuration, "reload"], check=True, capture_output=True)


@pytest.fixture
def operator(servers: Servers, tmp_path: Path) -> Operator:
    """Somebody with profiles for the provider."""
    operator = Operator(tmp_path, servers)
    operator.saves("web", "starttls")
    operator.saves("wrapped", "implicit-tls")
    operator.saves("cram", "cram-md5-only", username="cram")
    operator.saves("nowhere", "closed")
    operator.saves("quiet", "starttls", to_address=None)
    return operator


def run(operator: Operator, relay: Relay, *words: str, secret: str | None = None) -> Ended:
    """`smtptui relay` for this relay."""
    return operator.run("relay", *words, "--instance", str(relay.configuration), secret=secret)


def files(relay: Relay) -> dict[str, bytes]:
    """Every file of the configuration."""
    return {path.name: path.read_bytes() for path in relay.configuration.iterdir()}


def test_a_relay_is_installed_proved_used_and_taken_back(relay: Relay, operator: Operator) -> None:
    main_cf = relay.configuration / "main.cf"
    main_cf.write_text(main_cf.read_text().rstrip("\n"))
    main_cf.chmod(0o640)
    before = files(relay)
    ended = run(operator, relay, "install", "web", "--yes")
    assert (ended.code, "sent: " in ended.out) == (0, True), ended
    assert operator.servers.accounts[OPERATOR].password not in ended.out + ended.err
    there = before["main.cf"].decode().splitlines()
    kept = [ANY if line.startswith(_CHANGED) else line for line in there]
    assert main_cf.read_text().splitlines()[: len(there)] == kept
    assert main_cf.stat().st_mode & 0o777 == 0o640
    table = relay.configuration / "sasl_passwd"
    assert [(one.stat().st_mode & 0o777, one.owner()) for one in (table, table.with_name("sasl_passwd.db"))] == [
        (0o600, "root"),
        (0o600, "root"),
    ]
    mailbox = len(operator.servers.postfix.mailbox(SECOND))
    relay.submit(SECOND, sender=OPERATOR)
    eventually(lambda: len(operator.servers.postfix.mailbox(SECOND)) == mailbox + 1, "the message at the provider")
    own = len(operator.servers.postfix.mailbox(OPERATOR))
    relay.submit("root", sender=OPERATOR)
    eventually(lambda: len(operator.servers.postfix.mailbox(OPERATOR)) == own + 1, "root's mail at the To address")
    installed = files(relay)
    again = run(operator, relay, "install", "web", "--yes")
    assert (again.code, "nothing was changed" in again.err) == (0, True)
    assert files(relay) == installed
    assert run(operator, relay, "remove", "--yes").code == 0
    assert files(relay) == before
    assert main_cf.stat().st_mode & 0o777 == 0o640
    assert run(operator, relay, "remove", "--yes").code == 0


@pytest.mark.parametrize("profile", ["cram", "wrapped"])
def test_a_relay_logs_in_as_its_provider_wants_it(profile: str, relay: Relay, operator: Operator) -> None:
    account = operator.servers.accounts["cram" if profile == "cram" else OPERATOR]
    ended = run(operator, relay, "install", profile, "--yes", "--json", secret=account.password)
    assert ended.code == 0, ended
    proof = json.loads(ended.out)["proof"]
    assert (proof["sent"], proof["delivery"]["status"]) == (True, "sent")
    assert proof["queue_id"] in operator.servers.postfix.log + relay.log.read_text()


def test_a_password_with_colons_quotes_blanks_and_an_accent_logs_in(relay: Relay, operator: Operator) -> None:
    account = Account("odd", "SHA512-CRYPT", ": a:b  'c' \"d\" #e é")
    accounts = operator.servers.dovecot.folder / "accounts"
    accounts.write_text(accounts.read_text() + account.line())
    operator.saves("odd", "starttls", username="odd")
    ended = run(operator, relay, "install", "odd", "--yes", secret=account.password)
    assert (ended.code, "sent: " in ended.out) == (0, True), ended


def test_a_refused_login_is_diagnosed_and_not_tried_again(relay: Relay, operator: Operator) -> None:
    ended = run(operator, relay, "install", "web", "--yes", "--json", secret="wrong word")
    assert ended.code == 16, ended
    proof = json.loads(ended.out)["proof"]
    assert (proof["sent"], proof["stage"], proof["removed"]) == (False, "auth", True)
    assert proof["diagnosis"]["cause"] == "bad_credentials"
    assert relay.run("queue", "--json").out == ""
    mended = run(operator, relay, "install", "web", "--yes")
    assert (mended.code, "sent: " in mended.out) == (0, True), mended


def test_a_provider_that_is_down_is_diagnosed(relay: Relay, operator: Operator) -> None:
    ended = run(operator, relay, "install", "nowhere", "--yes", "--json")
    assert (ended.code, json.loads(ended.out)["proof"]["diagnosis"]["cause"]) == (11, "connection_refused"), ended


def test_the_next_profile_takes_the_place_of_the_first_and_all_is_taken_back(relay: Relay, operator: Operator) -> None:
    before = files(relay)
    assert run(operator, relay, "install", "web", "--yes").code == 0
    subprocess.run(["postconf", "-c", relay.configuration, "-e", "delay_warning_time = 4h"], check=True)
    assert run(operator, relay, "install", "wrapped", "--yes").code == 0
    assert run(operator, relay, "remove", "--yes").code == 0
    assert files(relay).keys() == before.keys()
    before["main.cf"] += b"delay_warning_time = 4h\n"
    assert files(relay) == before


def test_what_the_operator_changed_since_is_kept_and_told(relay: Relay, operator: Operator) -> None:
    assert run(operator, relay, "install", "web", "--yes").code == 0
    subprocess.run(
        ["postconf", "-c", relay.configuration, "-e", "smtp_helo_name = own.example", "delay_warning_time = 4h"],
        check=True,
    )
    with (relay.configuration / "sasl_passwd").open("a") as table:
        table.write("[other.example]:25 a:b\n")
    ended = run(operator, relay, "remove", "--yes")
    assert ended.code == 0, ended
    assert "smtp_helo_name = own.example stays" in ended.out
    assert "sasl_passwd stays" in ended.out
    (copy,) = relay.configuration.glob("main.cf.*.bak")
    assert f"{copy.name} stays: " in ended.out
    main_cf = (relay.configuration / "main.cf").read_text()
    assert "smtp_helo_name = own.example\n" in main_cf
    assert "delay_warning_time = 4h\n" in main_cf
    assert f"relayhost = [127.0.0.1]:{relay.provider_port}\n" in main_cf
    assert "smtp_sasl_auth_enable" not in main_cf
    assert (relay.configuration / "sasl_passwd").read_text().endswith("[other.example]:25 a:b\n")


def test_a_step_that_fails_leaves_everything_as_it_was(relay: Relay, operator: Operator) -> None:
    (relay.configuration / "sasl_passwd").write_text("[other.example]:25 a:b\n")
    master = json.loads(relay.run("status", "--json").out)["pid"]
    with (relay.configuration / "master.cf").open("a") as master_cf:
        # A reload by it would end the Postfix that runs.
        master_cf.write("broken\n")
    before = files(relay)
    ended = run(operator, relay, "install", "web", "--yes")
    assert (ended.code, len(ended.err.splitlines())) == (3, 2), ended
    assert "master.cf" in ended.err
    assert files(relay) == before
    assert (relay.folder / "queue/pid/master.pid").read_text().strip() == str(master)


def test_nothing_is_changed_where_nobody_agrees(relay: Relay, operator: Operator) -> None:
    before = files(relay)
    ended = run(operator, relay, "install", "web")
    assert (ended.code, "--yes" in ended.err, "+ yes" in ended.out) == (2, True, True)
    words = ["-m", "smtptui", "relay", "install", "web", "--instance", str(relay.configuration)]
    environment = operator.environment(operator.servers.accounts[OPERATOR].password)
    child = pexpect.spawn("python3", words, encoding="utf-8", timeout=60, env=environment)
    child.expect_exact("[y/N]")
    child.sendline("n")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert files(relay) == before


@pytest.mark.parametrize(
    ("profile", "secret", "code", "words"),
    [
        ("quiet", None, 3, "to_address"),
        ("web", "blank at the end ", 5, "secret"),
    ],
)
def test_what_cannot_come_true_is_said_in_two_lines(
    profile: str, secret: str | None, code: int, words: str, relay: Relay, operator: Operator
) -> None:
    before = files(relay)
    ended = run(operator, relay, "install", profile, "--yes", secret=secret)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (code, "", 2), ended
    assert words in ended.err
    assert files(relay) == before


def test_another_mail_server_on_the_port_is_named(operator: Operator) -> None:
    with relay_folder() as folder:
        taken = operator.servers.postfix.ports["starttls"]
        relay = written_relay(folder, taken, free_ports(1)[0])
        ended = run(operator, relay, "install", "web", "--yes")
        assert (ended.code, len(ended.err.splitlines())) == (3, 2), ended
        assert f"another mail server has Postfix's port: 127.0.0.1:{taken} (mx.{DOMAIN}" in ended.err
