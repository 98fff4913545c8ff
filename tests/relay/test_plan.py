"""What a plan says, for machines of every kind."""

from dataclasses import replace
from pathlib import Path

import pytest

from smtptui import providers
from smtptui.formats._base import CannotHoldError, Values
from smtptui.model.relay_plan import RelayPlan, TableState
from smtptui.relay.machine import Machine, OwnChange, TableFile
from smtptui.relay.plan import plan
from smtptui.secret import Secret
from smtptui.smtp.security import Security

VALUES = Values(
    host="smtp.example.net",
    port=587,
    security=Security.STARTTLS,
    username="fred@example.com",
    secret=Secret("pa:ss word"),
    from_address="app@example.com",
    to_address="ops@example.org",
    profile="web",
)
STANDARD = {
    "relayhost": "",
    "smtp_tls_security_level": "",
    "smtp_tls_wrappermode": "no",
    "smtp_tls_CAfile": "",
    "smtp_sasl_auth_enable": "no",
    "smtp_sasl_password_maps": "",
    "smtp_sasl_security_options": "noplaintext, noanonymous",
    "smtp_sasl_tls_security_options": "$smtp_sasl_security_options",
    "smtp_sasl_mechanism_filter": "",
    "smtp_helo_name": "$myhostname",
    "sender_canonical_maps": "",
    "smtp_header_checks": "",
    "inet_interfaces": "all",
    "mydestination": "$myhostname, localhost",
    "virtual_alias_maps": "$virtual_maps",
    "mynetworks": "127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128",
    "default_database_type": "lmdb",
}
MACHINE = Machine(
    Path("/etc/postfix"),
    values=STANDARD,
    map_types=("lmdb", "regexp"),
    host="web1.example.com",
    origin="web1.example.com",
)
CUSTOM = providers.load("custom")


def changed(made: RelayPlan) -> dict[str, str | None]:
    """The new values by name."""
    return {one.name: one.after for one in made.changes}


def done(made: RelayPlan, machine: Machine) -> Machine:
    """The machine after the plan has come true."""
    values = {**machine.values, **{one.name: one.after or "" for one in made.changes}}
    tables = {one.path.name: TableFile(one.text, is_compiled=True) for one in made.tables}
    own = {one.name: OwnChange(one.before, one.after) for one in made.changes}
    return replace(machine, values=values, tables=tables, own=own, has_log=True)


def test_a_bare_postfix_becomes_a_null_client_of_the_relay() -> None:
    made = plan(VALUES, CUSTOM, MACHINE)
    assert changed(made) == {
        "relayhost": "[smtp.example.net]:587",
        "smtp_tls_security_level": "secure",
        "smtp_tls_CAfile": "/etc/ssl/certs/ca-certificates.crt",
        "smtp_sasl_auth_enable": "yes",
        "smtp_sasl_password_maps": "$default_database_type:$config_directory/sasl_passwd",
        "smtp_sasl_security_options": "noanonymous",
        "smtp_sasl_tls_security_options": "noanonymous",
        "inet_interfaces": "loopback-only",
        "mydestination": "",
        "virtual_alias_maps": "$virtual_maps, regexp:$config_directory/smtptui_recipients",
    }
    assert made.needs_restart
    assert made.packages == ()


def test_the_login_table_is_for_root_alone_and_of_the_machines_type() -> None:
    table, _ = plan(VALUES, CUSTOM, MACHINE).tables
    assert (table.path, table.mode, table.map_type) == (Path("/etc/postfix/sasl_passwd"), 0o600, "lmdb")
    assert table.text.reveal() == "[smtp.example.net]:587 fred@example.com:pa:ss word\n"
    assert table.state is TableState.NEW


def test_the_secret_is_in_nothing_that_is_shown() -> None:
    made = plan(VALUES, CUSTOM, MACHINE)
    assert "pa:ss" not in repr(made)
    assert "pa:ss" not in str(made.as_json())
    assert made.tables[0].lines == ("[smtp.example.net]:587 fred@example.com:[secret]",)


def test_a_user_name_that_is_the_secret_is_hidden_too() -> None:
    values = VALUES._replace(username="pa:ss word".replace(":", ""), secret=Secret("pass word"), username_is="one")
    assert plan(values, CUSTOM, MACHINE).tables[0].lines == ("[smtp.example.net]:587 [secret]:[secret]",)


@pytest.mark.parametrize("provider", ["custom", "gmail", "mailgun", "zoho"])
def test_what_stands_already_is_planned_no_second_time(provider: str) -> None:
    made = plan(VALUES, providers.load(provider), MACHINE)
    assert not made.is_empty
    again = plan(VALUES, providers.load(provider), done(made, MACHINE))
    assert again.is_empty
    assert again.changes == ()


def test_logins_for_other_relays_stay_in_the_table() -> None:
    there = TableFile(Secret("# mine\n[other.example]:25 a:b\n"), is_compiled=True)
    machine = Machine(MACHINE.config_directory, values=STANDARD, map_types=("lmdb",), tables={"sasl_passwd": there})
    table, _ = plan(VALUES, CUSTOM, machine).tables
    assert table.state is TableState.CHANGED
    assert table.text.reveal().splitlines()[0] == "# mine"
    assert table.text.reveal().splitlines()[2] == "[other.example]:25 a:b"


def test_a_table_that_was_never_compiled_is_planned_again() -> None:
    made = plan(VALUES, CUSTOM, MACHINE)
    tables = {"sasl_passwd": TableFile(made.tables[0].text)}
    machine = Machine(MACHINE.config_directory, values=done(made, MACHINE).values, tables=tables)
    assert not plan(VALUES, CUSTOM, machine).is_empty


def test_who_may_not_read_the_table_is_told_so() -> None:
    machine = Machine(MACHINE.config_directory, values=STANDARD, tables={"sasl_passwd": TableFile(is_readable=False)})
    made = plan(VALUES, CUSTOM, machine)
    assert made.tables[0].state is TableState.UNKNOWN
    assert [note for note in made.notes if "only root" in note]
    assert not made.is_empty


def test_missing_packages_have_debians_names() -> None:
    bare = Machine(Path("/etc/postfix"), has_postfix=False, has_sasl=False, has_trust=False)
    assert plan(VALUES, CUSTOM, bare).packages == ("postfix", "libsasl2-modules", "ca-certificates")
    without_type = Machine(MACHINE.config_directory, values=STANDARD, map_types=("hash",))
    assert plan(VALUES, CUSTOM, without_type).packages == ("postfix-lmdb",)


def test_a_machine_without_any_log_gets_one() -> None:
    machine = Machine(MACHINE.config_directory, values=STANDARD, has_log=False)
    made = plan(VALUES, CUSTOM, machine)
    assert changed(made)["maillog_file"] == "/var/log/postfix.log"
    assert plan(VALUES, CUSTOM, done(made, machine)).is_empty


def test_implicit_tls_is_wrapped() -> None:
    values = VALUES._replace(port=465, security=Security.TLS)
    assert changed(plan(values, CUSTOM, MACHINE))["smtp_tls_wrappermode"] == "yes"


def test_a_trusted_fingerprint_takes_the_place_of_the_chain() -> None:
    made = changed(plan(VALUES._replace(tls_fingerprint="sha256:ab:cd"), CUSTOM, MACHINE))
    assert made["smtp_tls_security_level"] == "fingerprint"
    assert made["smtp_tls_fingerprint_cert_match"] == "AB:CD"


def test_direct_delivery_has_no_relay_no_login_and_warns() -> None:
    relaying = done(plan(VALUES, providers.load("mailgun"), MACHINE), MACHINE)
    made = plan(VALUES, providers.load("mailgun"), relaying, direct=True)
    after = changed(made)
    assert (after["relayhost"], after["smtp_sasl_auth_enable"], after["smtp_tls_security_level"]) == ("", "no", "may")
    assert made.relayhost == ""
    assert [one.path.name for one in made.tables] == ["smtptui_recipients"]
    assert [one for one in made.warnings if "listed" in one]
    assert [one for one in made.warnings if "port 25" in one]


def test_the_operators_own_tables_come_first_and_stay() -> None:
    machine = Machine(
        MACHINE.config_directory, values={**STANDARD, "sender_canonical_maps": "hash:/etc/postfix/senders"}
    )
    made = changed(plan(VALUES, providers.load("mailgun"), machine))
    assert made["sender_canonical_maps"] == ("hash:/etc/postfix/senders, regexp:$config_directory/smtptui_senders")
    assert "sender_canonical_classes" not in made


def test_what_an_earlier_installation_set_goes_when_it_is_wanted_no_more() -> None:
    own = {
        "smtp_destination_rate_delay": OwnChange(None, "36s"),
        "smtp_destination_concurrency_limit": OwnChange("20", "10"),
        "inet_interfaces": OwnChange("all", "loopback-only"),
    }
    values = {
        **STANDARD,
        "inet_interfaces": "loopback-only",
        "smtp_destination_rate_delay": "36s",
        "smtp_destination_concurrency_limit": "7",
    }
    made = changed(plan(VALUES, CUSTOM, Machine(MACHINE.config_directory, values=values, own=own)))
    assert made["smtp_destination_rate_delay"] is None
    assert "smtp_destination_concurrency_limit" not in made, "the operator changed it since"
    assert "inet_interfaces" not in made


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"username": "a:b"}, "user name"),
        ({"secret": Secret("blank ")}, "secret"),
        ({"secret": Secret("two\nlines")}, "secret"),
        ({"host": "a$b"}, "host"),
    ],
)
def test_what_the_files_cannot_hold_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(CannotHoldError, match=words) as refused:
        plan(VALUES._replace(**change), CUSTOM, MACHINE)  # type: ignore[arg-type]
    assert "blank" not in refused.value.message.partition(": ")[0]


def test_what_else_in_main_cf_would_stop_mail_is_warned_of() -> None:
    machine = Machine(MACHINE.config_directory, values=STANDARD, main_cf="transport_maps = hash:/etc/t\n")
    assert [one for one in plan(VALUES, CUSTOM, machine).warnings if "transport_maps" in one]
