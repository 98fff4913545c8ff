"""What changed since it last worked."""

from smtptui.model.fingerprint import Fingerprint, differences

GOOD = Fingerprint(
    addresses=("192.0.2.1", "192.0.2.2"),
    greeting="smtp.example.com",
    capabilities=("PIPELINING", "SIZE 1000"),
    mechanisms=("LOGIN", "PLAIN"),
    tls_version="TLSv1.3",
    issuer="Let's Encrypt, R11",
    certificate="sha256:aa",
    stage_ms=(("connect", 31.2), ("greeting", 30.4)),
)


def test_nothing_changed_says_nothing() -> None:
    assert differences(GOOD, GOOD) == ()


def test_a_mechanism_that_is_gone_comes_first() -> None:
    now = GOOD._replace(mechanisms=("LOGIN", "XOAUTH2"), greeting="mx9.example.net")
    assert differences(GOOD, now) == (
        "AUTH PLAIN is gone; AUTH XOAUTH2 is new",
        "the server's name changed from smtp.example.com to mx9.example.net",
    )


def test_another_issuer_is_named_and_its_new_certificate_goes_without_saying() -> None:
    now = GOOD._replace(issuer="Avast Web/Mail Shield Root", certificate="sha256:bb")
    assert differences(GOOD, now) == (
        "the certificate's issuer changed from Let's Encrypt, R11 to Avast Web/Mail Shield Root",
    )


def test_a_renewed_certificate_is_worth_a_word() -> None:
    assert differences(GOOD, GOOD._replace(certificate="sha256:bb")) == ("another certificate by the same issuer",)


def test_what_a_failed_session_did_not_see_is_no_change() -> None:
    assert differences(GOOD, Fingerprint(addresses=("192.0.2.2",))) == ()


def test_other_addresses_of_the_same_pool_are_no_change() -> None:
    assert differences(GOOD, GOOD._replace(addresses=("192.0.2.2", "192.0.2.3"))) == ()
    assert differences(GOOD, GOOD._replace(addresses=("198.51.100.7",))) == ("other addresses: 198.51.100.7",)


def test_it_survives_the_history() -> None:
    assert Fingerprint.loaded(GOOD.dumped()) == GOOD
    assert Fingerprint.loaded('{"greeting": "x", "of_a_newer_version": 1}') == Fingerprint(greeting="x")
