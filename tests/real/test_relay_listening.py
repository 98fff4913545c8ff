"""A relay that listens to a private network: who may log in can send, and nobody else."""

import json
import smtplib
import ssl
from collections.abc import Iterator

import pytest

from tests.real.accounts import DOMAIN, ELSEWHERE, OPERATOR, SECOND
from tests.real.conftest import require, require_relay
from tests.real.listening import ADDRESS, APP_SECRET, Machine, running_machine
from tests.real.program import Operator
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


# The tests with `machine` stand before those with `listening`, which lasts to the end of the file.
@pytest.fixture(scope="module")
def listening(running: Machine, operator: Operator) -> Iterator[Machine]:
    """The machine while it listens, for tests that only talk to it."""
    ended = running.run(operator, "install", "web", "--yes", *running.options)
    assert ended.code == 0, ended
    yield running
    assert running.run(operator, "remove", "--yes").code == 0


def client(machine: Machine, *, tls: bool = True) -> smtplib.SMTP:
    """An application on the private network, which trusts the relay's certificate and no other."""
    session = smtplib.SMTP(ADDRESS, machine.port, timeout=60)
    if tls:
        session.starttls(context=ssl.create_default_context(cafile=str(machine.certificate)))
    session.ehlo()
    return session


def logged_in(machine: Machine, mechanism: str, name: str = "app", secret: str = APP_SECRET) -> tuple[int, bytes]:
    """What the relay says to a login over TLS."""
    with client(machine) as session:
        session.user, session.password = name, secret
        return session.auth(mechanism, getattr(session, f"auth_{mechanism.lower().replace('-', '_')}"))


def test_what_is_installed_is_proved_and_taken_back(machine: Machine, operator: Operator) -> None:
    before = machine.files()
    ended = machine.run(operator, "install", "web", "--yes", "--json", *machine.options)
    assert ended.code == 0, ended
    told = json.loads(ended.out)
    assert [one["what"] for one in told["checks"]] == [
        "app logs in by CRAM-MD5",
        "app logs in by PLAIN",
        "app logs in by LOGIN",
        "PLAIN without TLS is refused",
        "mail without a login is refused, over TLS",
        "mail without a login is refused, without TLS",
    ]
    assert (told["proof"]["sent"], told["proof"]["delivery"]["status"]) == (True, "sent")
    assert (told["plan"]["listening"]["address"], told["plan"]["listening"]["logins"]) == (ADDRESS, ["app"])
    installed = machine.files()
    again = machine.run(operator, "install", "web", "--yes", *machine.options)
    assert (again.code, "nothing was changed" in again.err) == (0, True)
    assert machine.files() == installed
    assert machine.run(operator, "remove", "--yes").code == 0
    assert machine.files() == before
    assert not answers(ADDRESS, machine.port)


def test_dotclouds_clients_log_in_without_tls_where_that_is_allowed(machine: Machine, operator: Operator) -> None:
    ended = machine.run(operator, "install", "web", "--yes", "--tls-optional", *machine.options)
    assert ended.code == 0, ended
    with client(machine, tls=False) as session:
        assert session.esmtp_features["auth"].split() == ["CRAM-MD5"]
        assert session.docmd("AUTH", "PLAIN AGFwcABub3RoaW5n")[0] >= 500
        session.mail(OPERATOR)
        assert session.rcpt(SECOND)[0] == 554
        session.rset()
        assert session.login("app", APP_SECRET)[0] == 235
        session.mail(OPERATOR)
        assert session.rcpt(SECOND)[0] == 250


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
    at = f"{ADDRESS}:{listening.port}"
    ended = listening.run(operator, "status")
    assert f"app on {at} · CRAM-MD5, PLAIN, LOGIN, over STARTTLS alone" in ended.out
    told = json.loads(listening.run(operator, "status", "--json").out)
    assert at in told["listening"]
    assert (told["logins"]["logins"], told["logins"]["requires_tls"]) == (["app"], True)


@pytest.mark.parametrize("mechanism", ["CRAM-MD5", "PLAIN", "LOGIN"])
def test_an_application_sends_through_it(mechanism: str, listening: Machine, servers: Servers) -> None:
    before = len(servers.postfix.mailbox(SECOND))
    with client(listening) as session:
        session.user, session.password = "app", APP_SECRET
        session.auth(mechanism, getattr(session, f"auth_{mechanism.lower().replace('-', '_')}"))
        session.sendmail(OPERATOR, [SECOND], f"From: {OPERATOR}\nSubject: by {mechanism}\n\nhello\n")
    eventually(lambda: len(servers.postfix.mailbox(SECOND)) == before + 1, "the message at the provider", 60)


@pytest.mark.parametrize("mechanism", ["CRAM-MD5", "PLAIN", "LOGIN"])
def test_a_wrong_password_is_refused(mechanism: str, listening: Machine) -> None:
    with pytest.raises(smtplib.SMTPAuthenticationError) as refused:
        logged_in(listening, mechanism, secret="another word")
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
