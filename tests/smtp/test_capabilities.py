"""What EHLO replies offer."""

import pytest

from smtptui.smtp.capabilities import Capabilities, parse_ehlo
from smtptui.smtp.reply import Reply


def _parsed(*lines: str) -> Capabilities:
    return parse_ehlo(Reply(250, ("mail.example at your service", *lines)))


def test_gmails_reply_is_understood() -> None:
    gmail = _parsed(
        "SIZE 35882577",
        "8BITMIME",
        "AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH",
        "ENHANCEDSTATUSCODES",
        "PIPELINING",
        "CHUNKING",
        "SMTPUTF8",
    )
    assert gmail.greeting_line == "mail.example at your service"
    assert gmail.offered_mechanisms == ("LOGIN", "PLAIN", "XOAUTH2", "PLAIN-CLIENTTOKEN", "OAUTHBEARER", "XOAUTH")
    assert gmail.maximum_size_octets == 35882577
    assert gmail.as_json()["PIPELINING"] is None
    assert gmail.as_json()["SIZE"] == "35882577"
    assert gmail.in_words().startswith("AUTH LOGIN PLAIN XOAUTH2 ")
    assert gmail.in_words().endswith(" XOAUTH, up to 34 MiB, pipelining, 8-bit, international addresses")


@pytest.mark.parametrize("line", ["STARTTLS", "starttls", "StartTLS ", " STARTTLS"])
def test_keywords_have_no_case(line: str) -> None:
    assert _parsed(line).offers("StartTls")


def test_a_keyword_within_another_is_not_it() -> None:
    assert not _parsed("XSTARTTLS", "STARTTLSX", "NO STARTTLS").offers("STARTTLS")


@pytest.mark.parametrize(
    ("lines", "mechanisms"),
    [
        ([], ()),
        (["AUTH"], ()),
        (["AUTH PLAIN LOGIN"], ("PLAIN", "LOGIN")),
        (["auth plain  login"], ("PLAIN", "LOGIN")),
        (["AUTH=PLAIN LOGIN"], ("PLAIN", "LOGIN")),
        (["AUTH=LOGIN", "AUTH PLAIN LOGIN"], ("LOGIN", "PLAIN")),
        (["AUTH PLAIN", "AUTH=LOGIN PLAIN"], ("PLAIN", "LOGIN")),
        (["XAUTH PLAIN"], ()),
    ],
)
def test_mechanisms_are_found_in_both_spellings(lines: list[str], mechanisms: tuple[str, ...]) -> None:
    assert _parsed(*lines).offered_mechanisms == mechanisms


@pytest.mark.parametrize(
    ("line", "octets"),
    [
        ("SIZE 10240000", 10240000),
        ("SIZE", None),
        ("SIZE 0", None),
        ("SIZE none", None),
        ("SIZE -1", None),
        ("SIZE 12.5", None),
        ("SIZE ١٢٣", None),
        ("SIZE 99999999999999999999", 99999999999999999999),
        ("SIZE 999999999999999999999", None),
        ("8BITMIME", None),
    ],
)
def test_a_size_limit_is_a_number_or_none(line: str, octets: int | None) -> None:
    assert _parsed(line).maximum_size_octets == octets


def test_the_first_of_two_equal_keywords_counts() -> None:
    assert _parsed("SIZE 1", "SIZE 2").as_json() == {"SIZE": "1"}


def test_empty_lines_offer_nothing() -> None:
    assert _parsed("", " ", "=").as_json() == {"=": None}


def test_after_helo_nothing_is_offered() -> None:
    assert Capabilities().in_words() == "no extensions"
    assert Capabilities().as_json() == {}


def test_a_small_limit_is_told_in_smaller_units() -> None:
    assert _parsed("SIZE 10240").in_words() == "up to 10 KiB"
