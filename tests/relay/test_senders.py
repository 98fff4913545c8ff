"""Whom the sender tables rewrite."""

import pytest

from smtptui.model.provider import FromRule
from smtptui.relay.senders import sender_tables


@pytest.mark.parametrize("rule", [None, FromRule.ANY, FromRule.REWRITTEN])
def test_who_takes_every_sender_needs_no_table(rule: FromRule | None) -> None:
    assert sender_tables(rule, "app@example.com") is None


def test_without_a_from_address_there_is_nothing_to_write() -> None:
    assert sender_tables(FromRule.VERIFIED_SENDER, None) is None


def test_one_verified_address_takes_the_place_of_all() -> None:
    made = sender_tables(FromRule.VERIFIED_SENDER, "app@example.com")
    assert made is not None
    assert made.envelope == ("/./ app@example.com",)
    assert made.header[-1] == "/^From:/ REPLACE From: app@example.com"


def test_senders_of_a_verified_domain_stay_as_they_are() -> None:
    made = sender_tables(FromRule.VERIFIED_DOMAIN, "app@mg.example.com")
    assert made is not None
    assert made.envelope == (r"!/@mg\.example\.com$/ app@mg.example.com",)
    assert made.header[0].startswith(r"if !/^From:.*@mg\.example\.com")


def test_a_dollar_in_the_address_names_no_group() -> None:
    made = sender_tables(FromRule.ACCOUNT_ADDRESS, "a$1@example.com")
    assert made is not None
    assert made.envelope == ("/./ a$$1@example.com",)


def test_every_rule_is_decided_on() -> None:
    taken = {rule for rule in FromRule if sender_tables(rule, "app@example.com") is None}
    assert taken == {FromRule.ANY, FromRule.REWRITTEN}
