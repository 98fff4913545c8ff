"""What a plan says of a listening side."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smtptui.model.relay import Listener
from smtptui.model.relay_listening import Login, Wanted, is_login_name
from smtptui.model.relay_plan import RelayPlan, TableState
from smtptui.relay.ground import Certificate, Dovecot, Ground
from smtptui.relay.listening import with_listening
from smtptui.relay.machine import TableFile
from smtptui.secret import Secret

POSTFIX, DOVECOT = Path("/etc/postfix"), Path("/etc/dovecot")
RELAY = RelayPlan("web", POSTFIX, "[smtp.example.net]:587", (), (), (), (), ())
CERTIFICATE = Certificate(
    path=Path("/etc/ssl/relay.crt"),
    key=Path("/etc/ssl/relay.key"),
    fingerprint="sha256:" + "0a" * 32,
    names=("10.0.0.5",),
    not_after=datetime(2027, 1, 2, tzinfo=UTC),
    is_self_signed=False,
)
OWN = CERTIFICATE._replace(is_self_signed=True, made=("CERTIFICATE", Secret("PRIVATE KEY")))
WANTED = Wanted(Listener("10.0.0.5", 587), (Login("app", Secret("pa:ss word")),), None, None, True, DOVECOT)
GROUND = Ground(
    config_directory=POSTFIX,
    queue_directory=Path("/var/spool/postfix"),
    master_cf="smtp inet n - y - - smtpd\n",
    mail_owner="postfix",
    dovecot=Dovecot("2.3.19", ("plain", "login"), (), "dovecot"),
    certificate=CERTIFICATE,
)


def texts(made: RelayPlan) -> dict[str, str]:
    """What each file shall hold, by its name."""
    return {one.path.name: one.text.reveal() for one in made.tables}


def test_every_file_is_named_with_its_owner_and_mode() -> None:
    made = with_listening(RELAY, WANTED, replace(GROUND, certificate=OWN))
    assert [(str(one.path), one.owner, one.mode) for one in made.tables] == [
        ("/etc/ssl/relay.key", "root:root", 0o600),
        ("/etc/ssl/relay.crt", "root:root", 0o644),
        ("/etc/postfix/smtptui_logins", "root:dovecot", 0o640),
        ("/etc/dovecot/conf.d/05-smtptui-relay.conf", "root:root", 0o644),
        ("/etc/dovecot/conf.d/95-smtptui-relay.conf", "root:root", 0o644),
        ("/etc/postfix/master.cf", "root:root", 0o644),
    ]
    assert made.needs_restart
    assert made.packages == ()


def test_nothing_that_is_shown_holds_a_secret_or_what_stands_for_one() -> None:
    made = with_listening(RELAY, WANTED, replace(GROUND, certificate=OWN))
    shown = str(made.as_json()) + repr(made)
    account = texts(made)["smtptui_logins"].splitlines()[-1]
    assert [word for word in ("pa:ss", "PRIVATE", account) if word in shown] == []
    assert "app:{CRAM-MD5}[secret]" in shown


def test_the_operators_certificate_is_written_by_nobody() -> None:
    made = with_listening(RELAY, WANTED, GROUND)
    assert set(texts(made)) == {"smtptui_logins", "05-smtptui-relay.conf", "95-smtptui-relay.conf", "master.cf"}
    assert "/etc/ssl/relay.key, /etc/ssl/relay.crt" in texts(made)["master.cf"]
    assert [note for note in made.notes if "signed" in note] == []


def test_a_certificate_that_nobody_has_signed_is_called_so() -> None:
    made = with_listening(RELAY, WANTED, replace(GROUND, certificate=OWN))
    assert "nobody has signed the certificate: clients must be given it to trust, /etc/ssl/relay.crt" in made.notes


def test_what_stands_already_is_planned_no_second_time() -> None:
    made = with_listening(RELAY, WANTED, replace(GROUND, certificate=OWN))
    files = {one.path: TableFile(one.text) for one in made.tables}
    mechanisms = ("plain", "login", "cram-md5")
    after = replace(
        GROUND,
        master_cf=texts(made)["master.cf"],
        files=files,
        certificate=OWN._replace(made=None),
        dovecot=Dovecot("2.3.19", mechanisms, (), "dovecot"),
    )
    again = with_listening(RELAY, WANTED, after)
    assert {one.state for one in again.tables} == {TableState.CURRENT}
    assert again.is_empty
    assert not again.needs_restart


def test_another_password_is_a_change() -> None:
    made = with_listening(RELAY, WANTED, GROUND)
    after = replace(GROUND, files={one.path: TableFile(one.text) for one in made.tables})
    other = replace(WANTED, logins=(Login("app", Secret("another")),))
    changed = [one for one in with_listening(RELAY, other, after).tables if one.state is TableState.CHANGED]
    assert [one.path.name for one in changed] == ["smtptui_logins"]
    assert not with_listening(RELAY, other, after).needs_restart


def test_the_mechanisms_that_were_there_stay() -> None:
    lines = texts(with_listening(RELAY, WANTED, GROUND))["95-smtptui-relay.conf"].splitlines()
    assert "auth_mechanisms = plain login cram-md5" in lines


def test_a_later_dovecot_is_written_to_in_its_own_words() -> None:
    later = replace(GROUND, dovecot=Dovecot("2.4.1", ("plain",), (), "dovecot"))
    made = with_listening(RELAY, WANTED, later)
    assert texts(made)["05-smtptui-relay.conf"].splitlines()[1:4] == [
        "passdb smtptui-relay {",
        "  driver = passwd-file",
        "  passwd_file_path = /etc/postfix/smtptui_logins",
    ]
    assert [one for one in made.warnings if "tried with 2.3 alone" in one]


def test_a_machine_without_dovecot_is_told_the_package() -> None:
    made = with_listening(RELAY, WANTED, replace(GROUND, dovecot=None))
    assert made.packages == ("dovecot-core",)


@pytest.mark.parametrize(
    ("ground", "wanted", "words"),
    [
        (replace(GROUND, certificate=CERTIFICATE._replace(names=("relay.example",))), WANTED, "is for relay.example"),
        (replace(GROUND, certificate=CERTIFICATE._replace(names=())), WANTED, "is for no name at all"),
        (GROUND, replace(WANTED, requires_tls=False), "reads the mail"),
        (replace(GROUND, dovecot=Dovecot("2.3.19", ("plain",), ("imap",), "dovecot")), WANTED, "also serves imap"),
    ],
)
def test_what_the_operator_should_weigh_is_said(ground: Ground, wanted: Wanted, words: str) -> None:
    assert [one for one in with_listening(RELAY, wanted, ground).warnings if words in one]


def test_a_plain_case_warns_of_nothing() -> None:
    assert with_listening(RELAY, WANTED, GROUND).warnings == ()


@pytest.mark.parametrize("name", ["app", "shop.1", "a@example.org", "x_y-z+1"])
def test_a_name_that_every_file_spells_alike_is_taken(name: str) -> None:
    assert is_login_name(name)


@pytest.mark.parametrize("name", ["", "App", "a b", "a,b", "a=b", "a:b", "{a}", "*", "!a", "a\n", "-a", "é", "a" * 65])
def test_a_name_that_means_something_else_in_a_file_is_refused(name: str) -> None:
    assert not is_login_name(name)
