"""The service of master.cf: put in, read, taken out."""

from pathlib import Path

import pytest

from smtptui.model.relay import Listener
from smtptui.model.relay_listening import Listening
from smtptui.relay.listening_service import service_in, service_lines, with_service, without_service
from smtptui.relay.services import listeners_in

LISTENING = Listening(
    at=Listener("10.0.0.5", 587),
    names=("app", "shop@example.org"),
    requires_tls=True,
    certificate=Path("/etc/ssl/relay.crt"),
    key=Path("/etc/ssl/relay.key"),
)
MASTER_CF = "smtp inet n - y - - smtpd\n# mine\npickup unix n - y 60 1 pickup\n"
OTHERS = (
    Listening(Listener("fd00::5", 2525), ("app",), False, Path("/etc/one.pem"), Path("/etc/one.pem")),
    Listening(Listener("10.0.0.5", 465), ("app",), True, Path("/etc/one.pem"), Path("/etc/one.pem")),
)


@pytest.mark.parametrize("master_cf", [MASTER_CF, MASTER_CF.rstrip("\n"), "", "\n\n", MASTER_CF + "\udcff # latin\n"])
def test_what_was_put_in_is_taken_out_again(master_cf: str) -> None:
    made = with_service(master_cf, LISTENING)
    assert made.startswith(master_cf)
    assert made != master_cf
    assert without_service(made) == master_cf


def test_what_was_added_behind_it_stays() -> None:
    made = with_service(MASTER_CF, LISTENING) + "retry unix - - y - - error\n"
    assert without_service(made) == MASTER_CF + "retry unix - - y - - error\n"


@pytest.mark.parametrize("listening", [LISTENING, *OTHERS])
def test_it_is_read_as_it_was_written(listening: Listening) -> None:
    assert service_in(with_service(MASTER_CF, listening)) == listening


def test_the_next_one_takes_the_place_of_the_first() -> None:
    made = with_service(with_service(MASTER_CF, LISTENING), OTHERS[0])
    assert made == with_service(MASTER_CF, OTHERS[0])


def test_a_master_cf_without_it_has_none() -> None:
    assert service_in(MASTER_CF) is None


def test_it_listens_there_and_nowhere_else() -> None:
    # As `postconf -M` prints it, on one line.
    line = " ".join(one.strip() for one in service_lines(LISTENING))
    assert listeners_in(line, "all") == (Listener("10.0.0.5", 587),)


def test_only_the_named_may_relay_and_every_other_rule_is_its_own() -> None:
    lines = service_lines(LISTENING)
    rule = (
        "check_sasl_access inline:{ app=permit_sasl_authenticated, shop@example.org=permit_sasl_authenticated }, reject"
    )
    assert f"  -o {{ smtpd_relay_restrictions = {rule} }}" in lines
    assert f"  -o {{ smtpd_data_restrictions = {rule} }}" in lines
    assert "  -o { smtpd_authorized_xclient_hosts =  }" in lines
    assert [one for one in lines if "permit_mynetworks" in one] == []


@pytest.mark.parametrize(
    ("listening", "level", "wrapped"),
    [(LISTENING, "encrypt", "no"), (OTHERS[0], "may", "no"), (OTHERS[1], "encrypt", "yes")],
)
def test_plain_words_are_for_tls_alone(listening: Listening, level: str, wrapped: str) -> None:
    lines = service_lines(listening)
    assert f"  -o {{ smtpd_tls_security_level = {level} }}" in lines
    assert f"  -o {{ smtpd_tls_wrappermode = {wrapped} }}" in lines
    assert "  -o { smtpd_sasl_security_options = noanonymous, noplaintext }" in lines
