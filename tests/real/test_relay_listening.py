"""A relay that listens to a private network: who may log in can send, and nobody else."""

import json
import signal
import smtplib
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smtptui.model.relay_listening import MECHANISMS
from smtptui.net.server_certificate import self_signed
from smtptui.relay.dovecot_files import MECHANISM_LIST
from tests.real.accounts import DOMAIN, ELSEWHERE, OPERATOR, SECOND
from tests.real.conftest import require, require_relay
from tests.real.listening import APP_SECRET, Machine, running_machine, start_dovecot, stop_dovecot
from tests.real.program import Ended, Operator, run_program
from tests.real.relay import relay_folder
from tests.real.servers import Servers
from tests.real.waiting import answers, eventually

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def running(servers: Servers) -> Iterator[Machine]:
    """A machine whose relay hands mail to nobody yet, once for all of these tests."""
    require_relay()
    require("dovecot")
    with relay_folder() as folder, running_machine(folder, ("smtp_host_lookup = native",)) as machine:
        yield machine


@pytest.fixture(scope="module")
def operator(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Operator:
    """Somebody with a profile for the provider."""
    operator = Operator(tmp_path_factory.mktemp("operator"), servers)
    operator.saves("web", "starttls")
    operator.saves("other", "implicit-tls")
    return operator


@pytest.fixture
def machine(running: Machine, operator: Operator) -> Iterator[Machine]:
    """The machine; in the end nothing is installed on it, and its files are as they were."""
    before = running.files()
    yield running
    if running.is_installed:
        assert running.run(operator, "remove", "--yes").code == 0
    assert running.files() == before
    running.relay.empty()


# The tests with `machine` stand before those with `listening`: its installation lasts to the end of the file.
@pytest.fixture(scope="module")
def told(running: Machine, operator: Operator) -> Iterator[dict[str, Any]]:
    """What an installation says; it is taken back in the end."""
    before = running.files()
    ended = running.run(operator, "install", "web", "--yes", "--json", *running.options)
    assert ended.code == 0, ended
    yield json.loads(ended.out)
    assert running.run(operator, "remove", "--yes").code == 0
    assert running.files() == before


@pytest.fixture
def listening(running: Machine, told: dict[str, Any]) -> Machine:
    """The machine while it listens, for tests that only talk to it."""
    assert told["changed"]
    return running


def private_key() -> str:
    """A key that belongs to no certificate."""
    _, key = self_signed("10.0.0.5", "")
    return key.reveal()


def client(machine: Machine, *, tls: bool = True) -> smtplib.SMTP:
    """An application on the private network, which trusts the relay's certificate and no other."""
    session = smtplib.SMTP(machine.network.address, machine.port, timeout=60)
    if tls:
        session.starttls(context=ssl.create_default_context(cafile=str(machine.certificate)))
    session.ehlo()
    return session


def log_in(session: smtplib.SMTP, mechanism: str, secret: str) -> None:
    """Log in as the application. Raises SMTPAuthenticationError."""
    session.user, session.password = "app", secret
    session.auth(mechanism, getattr(session, f"auth_{mechanism.lower().replace('-', '_')}"))


def test_what_cannot_listen_is_said_in_two_lines(machine: Machine, operator: Operator, tmp_path: Path) -> None:
    certificates = operator.servers.certificates
    taken = operator.servers.endpoints["starttls"].port
    (tmp_path / "key.pem").write_text(private_key())
    for options, code, words in (
        (["--listen", "10.255.254.253"], 3, "10.255.254.253 is no address of this machine"),
        (
            ["--listen", f"127.0.0.1:{taken}"],
            3,
            f"127.0.0.1:{taken} cannot be had: Address already in use: mx.{DOMAIN}",
        ),
        (["--listen", f"[::1]:{machine.port}"], 3, "this Postfix has inet_protocols = ipv4"),
        (["--certificate", str(tmp_path / "absent.pem")], 3, "No such file"),
        (["--certificate", str(certificates.authority)], 3, "cannot be used"),
        (["--certificate", str(certificates.chain), "--key", str(tmp_path / "key.pem")], 3, "is another certificate's"),
        (["--dovecot", str(tmp_path)], 3, "there is no dovecot.conf"),
        (["--login", f"nobody=file:{machine.secret}"], 2, "a user of this machine has that name"),
    ):
        ended = machine.run(operator, "install", "web", "--yes", "--json", *machine.options, *options)
        assert (ended.code, ended.out, len(ended.err.splitlines())) == (code, "", 2), ended
        assert words in ended.err


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("99-last.conf", "auth_mechanisms = plain\n", "Dovecot does not offer CRAM-MD5, LOGIN"),
        ("96-broken.conf", "service auth {\n unix_listener {\n", "doveconf"),
        # It is asked before ours, and lets nobody in.
        ("00-first.conf", "passdb {\n driver = static\n args = password=x\n result_failure = return-fail\n}\n", "app"),
    ],
    ids=["last word", "broken", "first database"],
)
def test_a_dovecot_that_does_not_go_along_takes_all_of_it_back(
    name: str, text: str, words: str, machine: Machine, operator: Operator
) -> None:
    own = machine.drop_ins / name
    own.write_text(text)
    try:
        before = machine.files()
        ended = machine.run(operator, "install", "web", "--yes", "--json", *machine.options)
        assert (ended.code, ended.out, len(ended.err.splitlines())) == (3, "", 2), ended
        assert words in ended.err
        assert machine.files() == before
    finally:
        own.unlink()
    assert not answers(machine.network.address, machine.port)
    assert machine.relay.run("status").code == 0


def test_a_dovecot_that_reads_no_drop_ins_is_told(machine: Machine, operator: Operator) -> None:
    main = machine.dovecot / "dovecot.conf"
    whole = main.read_text()
    main.write_text(whole.replace("conf.d/*.conf", "conf.d/10-*.conf"))
    try:
        ended = machine.run(operator, "install", "web", "--yes", "--json", *machine.options)
    finally:
        main.write_text(whole)
    assert (ended.code, "has to include conf.d/*.conf" in ended.err) == (3, True), ended


def test_an_installation_that_was_killed_is_taken_back(machine: Machine, operator: Operator) -> None:
    before = machine.files()
    words = ["install", "web", "--yes", *machine.options, "--instance", str(machine.relay.configuration)]
    with operator.start("relay", *words) as process:
        eventually(lambda: (machine.drop_ins / MECHANISM_LIST).exists() or process.poll() is not None, "a file")
        process.kill()
        process.wait()
    # It is as good where the installation was done before it could be killed.
    assert process.returncode in (-signal.SIGKILL, 0)
    assert machine.run(operator, "remove", "--yes").code == 0
    assert machine.files() == before


def test_a_relay_takes_dotclouds_clients_then_others_and_all_is_taken_back(
    machine: Machine, operator: Operator
) -> None:
    master_cf = machine.relay.configuration / "master.cf"
    before = master_cf.read_text()
    # It is started then.
    stop_dovecot(machine.dovecot)
    ended = machine.run(operator, "install", "web", "--yes", "--json", "--tls-optional", *machine.options)
    assert ended.code == 0, ended
    check_dotclouds_clients(machine)
    chain = str(operator.servers.certificates.chain)
    others = [*machine.options, "--login", f"shop=file:{machine.secret}", "--certificate", chain]
    ended = machine.run(operator, "install", "web", "--yes", "--json", *others)
    assert ended.code == 0, ended
    assert json.loads(ended.out)["proof"]["sent"]
    # Whoever changes the provider alone need not name the logins again.
    assert machine.run(operator, "install", "other", "--yes", "--json").code == 0
    told = json.loads(machine.run(operator, "status", "--json").out)
    assert (told["logins"]["logins"], told["logins"]["requires_tls"]) == (["app", "shop"], True)
    with master_cf.open("a") as file:
        file.write("discard unix - - n - - discard\n")
    ended = machine.run(operator, "remove", "--yes")
    assert (ended.code, "master.cf loses the service" in ended.out) == (0, True), ended
    assert master_cf.read_text() == f"{before}discard unix - - n - - discard\n"
    assert not answers(machine.network.address, machine.port)
    master_cf.write_text(before)
    for copy in machine.relay.configuration.glob("master.cf.*.bak"):
        copy.unlink()


def check_dotclouds_clients(machine: Machine) -> None:
    """Without TLS they log in by CRAM-MD5, and by nothing else."""
    with client(machine, tls=False) as session:
        assert session.esmtp_features["auth"].split() == ["CRAM-MD5"]
        assert session.docmd("AUTH", "PLAIN AGFwcABub3RoaW5n")[0] >= 500
        session.mail(OPERATOR)
        assert session.rcpt(SECOND)[0] == 554
        session.rset()
        assert session.login("app", APP_SECRET)[0] == 235
        session.mail(OPERATOR)
        assert session.rcpt(SECOND)[0] == 250


def test_what_is_installed_was_proved_from_the_networks_side(listening: Machine, told: dict[str, Any]) -> None:
    assert [one["what"] for one in told["checks"]] == [
        "app logs in by CRAM-MD5",
        "app logs in by PLAIN",
        "app logs in by LOGIN",
        "PLAIN without TLS is refused",
        "mail without a login is refused, over TLS",
        "mail without a login is refused, without TLS",
    ]
    assert (told["proof"]["sent"], told["proof"]["delivery"]["status"]) == (True, "sent")
    assert f"{listening.relay.configuration}/master.cf" in {one["path"] for one in told["plan"]["tables"]}


def test_what_stands_already_is_changed_no_second_time(listening: Machine, operator: Operator) -> None:
    before = listening.files()
    again = listening.run(operator, "install", "web", "--yes", *listening.options)
    assert (again.code, "nothing was changed" in again.err) == (0, True)
    assert listening.files() == before


def test_no_secret_stands_where_it_could_be_read(listening: Machine, operator: Operator) -> None:
    assert [path for path, octets in listening.files().items() if APP_SECRET.encode() in octets] == []
    accounts, key = (listening.relay.configuration / f"smtptui_{name}" for name in ("logins", "listening.key"))
    assert [(one.stat().st_mode & 0o777, one.owner(), one.group()) for one in (accounts, key)] == [
        (0o640, "root", "dovecot"),
        (0o600, "root", "root"),
    ]
    words = listening.run(operator, "plan", "web", *listening.options)
    assert APP_SECRET not in words.out + words.err
    assert accounts.read_text().split("}")[-1].strip() not in words.out


def test_status_says_who_may_log_in_and_how(listening: Machine, operator: Operator) -> None:
    at = f"{listening.network.address}:{listening.port}"
    ended = listening.run(operator, "status")
    assert f"app on {at} · CRAM-MD5, PLAIN, LOGIN, over STARTTLS alone" in ended.out
    told = json.loads(listening.run(operator, "status", "--json").out)
    assert at in told["listening"]
    assert (told["logins"]["logins"], told["logins"]["requires_tls"]) == (["app"], True)
    assert told["logins"]["checked"]


def test_status_says_that_nobody_can_log_in(listening: Machine, operator: Operator) -> None:
    stop_dovecot(listening.dovecot)
    try:
        ended = listening.run(operator, "status")
        assert "every login: no Dovecot answers Postfix" in ended.out
    finally:
        start_dovecot(listening.dovecot)
    told = json.loads(listening.run(operator, "status", "--json").out)
    assert told["logins"]["checked"]


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_another_machine_sends_through_it(
    mechanism: str, listening: Machine, told: dict[str, Any], servers: Servers, tmp_path: Path
) -> None:
    before = len(servers.postfix.mailbox(SECOND))
    login = {"username": "app", "secret": f"file:{listening.secret}", "mechanism": mechanism.lower()}
    ended = from_another_machine(listening, told, tmp_path, "send", **login)
    assert (ended.code, json.loads(ended.out)["mechanism"]) == (0, mechanism), ended
    eventually(lambda: len(servers.postfix.mailbox(SECOND)) == before + 1, "the message at the provider")


def test_another_machine_sends_nothing_without_a_login(
    listening: Machine, told: dict[str, Any], tmp_path: Path
) -> None:
    ended = from_another_machine(listening, told, tmp_path, "send")
    assert (ended.code, json.loads(ended.out)["reply"]["code"]) == (18, 554), ended


def from_another_machine(machine: Machine, told: dict[str, Any], folder: Path, command: str, **login: str) -> Ended:
    """A command by a profile for the relay, which knows its certificate."""
    at = told["plan"]["listening"]
    profile = {
        "provider": "custom",
        "host": at["address"],
        "port": at["port"],
        "security": at["security"],
        "tls_fingerprint": at["fingerprint"],
        "from_address": OPERATOR,
        "to_address": SECOND,
        **login,
    }
    config = folder / "config.toml"
    # JSON's strings and numbers are TOML's too.
    config.write_text(
        "[profiles.relay]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in profile.items())
    )
    config.chmod(0o600)
    program = (sys.executable, "-m", "smtptui", "--config", str(config))
    environment = {"XDG_STATE_HOME": str(folder / "state")}
    return run_program(*machine.network.over_there, *program, command, "relay", "--json", environment=environment)


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_an_application_sends_through_it(mechanism: str, listening: Machine, servers: Servers) -> None:
    before = len(servers.postfix.mailbox(SECOND))
    with client(listening) as session:
        log_in(session, mechanism, APP_SECRET)
        session.sendmail(OPERATOR, [SECOND], f"From: {OPERATOR}\nSubject: by {mechanism}\n\nhello\n")
    eventually(lambda: len(servers.postfix.mailbox(SECOND)) == before + 1, "the message at the provider")


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_a_wrong_password_is_refused(mechanism: str, listening: Machine) -> None:
    with client(listening) as session, pytest.raises(smtplib.SMTPAuthenticationError) as refused:
        log_in(session, mechanism, "another word")
    assert refused.value.smtp_code == 535


def test_without_tls_no_login_is_offered_and_none_is_taken(listening: Machine) -> None:
    with client(listening, tls=False) as session:
        assert "auth" not in session.esmtp_features
        assert session.docmd("AUTH", "PLAIN AGFwcABub3RoaW5n")[0] == 530
        assert session.docmd("AUTH", "CRAM-MD5")[0] == 530
        assert session.mail(OPERATOR)[0] == 530


@pytest.mark.parametrize("recipient", [ELSEWHERE, SECOND, "root", f"postmaster@{DOMAIN}", f"a%b.test@{DOMAIN}"])
def test_nothing_is_relayed_without_a_login(recipient: str, listening: Machine) -> None:
    with client(listening) as session:
        session.mail(OPERATOR)
        assert session.rcpt(recipient)[0] == 554


def test_not_even_the_postmaster_is_written_to_without_a_login(listening: Machine) -> None:
    with client(listening) as session:
        session.mail(OPERATOR)
        # RFC 5321 section 4.5.1: this one address is taken from everybody.
        assert session.rcpt("postmaster")[0] == 250
        assert session.docmd("DATA")[0] == 554
        assert session.docmd("BDAT", "0 LAST")[0] >= 500


def test_who_may_log_in_to_dovecot_alone_may_not_send(listening: Machine) -> None:
    with client(listening) as session:
        assert session.login("clerk", "clerks own word")[0] == 235
        session.mail(OPERATOR)
        assert session.rcpt(SECOND)[0] == 554


def test_nobody_can_claim_to_have_logged_in(listening: Machine) -> None:
    with client(listening) as session:
        assert not session.has_extn("xclient")
        assert session.docmd("XCLIENT", "LOGIN=app")[0] >= 500
