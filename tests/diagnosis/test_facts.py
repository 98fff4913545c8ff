"""What the settings and the answer show."""

from typing import Any

import pytest

from smtptui.diagnosis.facts import facts_of
from smtptui.diagnosis.traits import traits_of
from smtptui.model.evidence import Evidence


@pytest.mark.parametrize(
    ("settings", "trait"),
    [
        ({"username": "AKIAIOSFODNN7EXAMPLE"}, "username_iam_key"),
        ({"username": "ASIAIOSFODNN7EXAMPLE"}, "username_temporary"),
        ({"username": "apikey"}, "username_apikey"),
        ({"username": "fred@example.com"}, "username_address"),
        ({"username": "fred"}, "username_bare"),
        ({"username_shape": "IAM user name instead of AKIA... SMTP user name"}, "username_bare"),
        ({"username_shape": "e-mail address instead of the word apikey"}, "username_address"),
        ({"username_shape": "'postmaster' only, the domain was lost"}, "username_bare"),
        ({"password_shape": "40-character AWS secret access key"}, "secret_iam"),
        ({"password_shape": "ordinary account password"}, "secret_account"),
        ({"password_shape": "app password"}, "secret_app_password"),
        ({"mechanism": "xoauth2"}, "oauth"),
        ({"auth": "PLAIN (empty user)"}, "password_mechanism"),
        ({"mechanism": "plain", "capabilities": ["AUTH LOGIN XOAUTH2"]}, "mechanism_not_offered"),
        ({"mechanism": "cram-md5", "capabilities": ["AUTH PLAIN CRAM-MD5"], "security": "tls"}, "plain_not_tried"),
        ({"capabilities": ["SIZE 1", "STARTTLS"]}, "starttls_offered"),
        ({"capabilities": ["SIZE 1", "STARTTLS"]}, "auth_not_offered"),
        ({"ehlo": "STARTTLS offered, no AUTH"}, "auth_not_offered"),
        ({"ehlo": "no STARTTLS"}, "starttls_not_offered"),
        ({"ehlo": "250 XXXA"}, "ehlo_masked"),
        ({"host": "localhost"}, "loopback_host"),
        ({"host": "192.0.2.1"}, "address_host"),
        ({"mail_from": "<>"}, "null_sender"),
        ({"ehlo_name": "0a1b2c3d4e5f"}, "bare_ehlo_name"),
        ({"host": "email-smtp.eu-central-1.amazonaws.com", "credentials_region": "eu-west-1"}, "other_region"),
    ],
)
def test_a_trait_is_seen(settings: dict[str, Any], trait: str) -> None:
    assert trait in traits_of(settings)


@pytest.mark.parametrize(
    ("text", "code", "enhanced"),
    [
        ("535 5.7.8 no", 535, "5.7.8"),
        ("Error: Invalid login: 535-5.7.8 no", 535, "5.7.8"),
        ("SMTPAuthenticationError: (535, b'5.7.8 no')", 535, "5.7.8"),
        ('Expected response code "250" but got code "554", with message "554 5.7.1 no"', 554, "5.7.1"),
        ("host mx.example.net[192.0.2.1] said: 450 4.2.0 later", 450, "4.2.0"),
        ("connect to mx.example.net[192.0.2.1]:587", None, None),
        ("no answer within 500 seconds", None, None),
        ("192.5.7.8 refused", None, None),
    ],
)
def test_codes_are_found_where_nobody_gave_them(text: str, code: int | None, enhanced: str | None) -> None:
    facts = facts_of(Evidence(text=text))
    assert (facts.code, facts.enhanced) == (code, enhanced)


@pytest.mark.parametrize(
    ("evidence", "name"),
    [
        (Evidence(provider="gmail"), "google"),
        (Evidence(provider="Google Workspace"), "google"),
        (Evidence(settings={"host": "smtp.gmail.com"}), "google"),
        (Evidence(text="550 5.1.1 no such user x1 - gsmtp"), "google"),
        (Evidence(provider="hotmail"), "microsoft"),
        (Evidence(text="550 5.4.1 [AM1.eop-EUR01.prod.protection.outlook.com]"), "microsoft"),
        (Evidence(provider="qq"), "tencent"),
    ],
)
def test_a_provider_is_known_by_name_host_and_hand(evidence: Evidence, name: str) -> None:
    assert name in facts_of(evidence).providers


def test_a_generic_provider_is_none() -> None:
    assert facts_of(Evidence(provider="generic")).providers == frozenset()


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("host x said: 550 no (in reply to RCPT TO command)", "rcpt"),
        ("SMTP error from remote mail server after MAIL FROM:<x>: 550 no", "mail"),
        ("smtplib.SMTPDataError: (554, b'no')", "data"),
        ("535 no", "auth"),
        ("550 5.1.1 no", "rcpt"),
        ("550 no", None),
    ],
)
def test_a_stage_is_guessed_only_where_words_or_code_tell(text: str, stage: str | None) -> None:
    assert facts_of(Evidence(text=text)).stage == stage


def test_addresses_of_the_operators_own_are_noticed_in_a_reply() -> None:
    settings = {"from_address": "me@example.com", "to_address": "you@example.net"}
    facts = facts_of(Evidence(text="554 not verified: You@example.net", settings=settings))
    assert "reply_names_recipient" in facts.traits
    assert "reply_names_sender" not in facts.traits
