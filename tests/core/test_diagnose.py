"""A text in, answers out."""

import io
import json
import string
from typing import Any

import pytest

from smtptui.core.diagnose import Answer, diagnose_stream, diagnose_table
from smtptui.diagnosis import tally
from smtptui.diagnosis.causes import labels


def answers(text: str | bytes, provider: str | None = None, stage: str | None = None) -> list[Answer]:
    octets = text.encode() if isinstance(text, str) else text
    return diagnose_stream(io.BytesIO(octets), provider, stage).answers


@pytest.mark.parametrize(
    ("pasted", "cause"),
    [
        ("535-5.7.8 Username and Password not accepted.\n535 5.7.8 p=BadCredentials x - gsmtp", "bad_credentials"),
        ("554 5.7.1 <you@example.net>: Relay access denied", "relay_denied"),
        ("smtplib.SMTPServerDisconnected: Connection unexpectedly closed", "connection_dropped"),
        ("Error: connect ECONNREFUSED 127.0.0.1:587", "connection_refused"),
        ("235 2.7.0 Authentication successful", "success_no_failure"),
        ("Username and Password not accepted", "bad_credentials"),
        ("self-signed certificate", "cert_self_signed"),
        ("[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)", "tls_on_plaintext_port"),
        ("421-4.7.0 Try again later, closing connection. (EHLO)\n421 4.7.0 x - gsmtp", "helo_rejected"),
        (
            "534-5.7.14 <https://accounts.google.com/signin/continue>\n534 5.7.14 log in via your web browser",
            "web_login_required",
        ),
        ("getaddrinfo ENOTFOUND smtp.exmaple.com", "dns_no_such_host"),
        ("nothing that anybody knows", "unknown"),
    ],
)
def test_what_a_user_would_paste(pasted: str, cause: str) -> None:
    assert [answer.diagnosis.cause for answer in answers(pasted)] == [cause]


def test_each_reply_is_said_once_with_its_count() -> None:
    log = "".join(f"554 5.7.1 <u{number}@example.net>: Relay access denied\n" for number in range(50))
    (answer,) = answers(log + "noise\n" * 50)
    assert answer.count == 50


def test_the_provider_and_the_stage_that_were_named_count() -> None:
    (answer,) = answers("553 Relaying disallowed", provider="zoho", stage="data")
    assert answer.diagnosis.cause == "from_not_owned"


def test_what_a_client_adds_to_a_reply_is_not_a_second_failure() -> None:
    found = answers("SERVER -> CLIENT: 535 5.7.8 Error: authentication failed\nSMTP Error: Could not authenticate.\n")
    assert [answer.text for answer in found] == ["535 5.7.8 Error: authentication failed"]


def test_nothing_to_read_counts_nothing() -> None:
    (answer,) = answers("")
    assert (answer.count, answer.diagnosis.cause) == (0, "unknown")


@pytest.mark.parametrize(
    "octets",
    [b"\x00" * 100_000, bytes(range(256)) * 4000, b"535 " * 500_000, b"\xff\xfe5\x003\x005\x00"],
    ids=["NULs", "all", "one line", "UTF-16"],
)
def test_no_octets_stop_it(octets: bytes) -> None:
    assert all(answer.diagnosis.cause in labels() for answer in answers(octets))


def test_progress_is_told_after_each_piece() -> None:
    told: list[int] = []
    diagnose_stream(io.BytesIO(b"noise\n" * 500_000), None, None, told.append)
    assert told == sorted(told)
    assert told[-1] == 3_000_000


def table(*lines: Any) -> list[dict[str, Any]]:
    octets = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(diagnose_table(octets, None, None))


def test_a_table_is_answered_line_by_line_in_order() -> None:
    rows = table(
        {"id": "a", "provider": "qq", "stage": "auth", "code": 535, "text": "535 Error: 请使用授权码登录"},
        {"id": "b", "stage": "connect", "exception": "[Errno 111] Connection refused", "more": "is ignored"},
    )
    assert [(row["id"], row["cause"]) for row in rows] == [("a", "app_password_required"), ("b", "connection_refused")]
    assert list(rows[0]) == ["id", "cause", "confidence", "summary", "fix", "link"]


@pytest.mark.parametrize(
    "line", [b"{", b"[1, 2]", b'"x"', b"null", b"\xff\xfe", b"7", b"[" * 100_000], ids=lambda line: ascii(line[:6])
)
def test_a_line_that_is_no_object_is_answered_too(line: bytes) -> None:
    (row,) = table(line)
    assert (row["id"], row["cause"]) == (None, "unknown")
    assert row["error"]


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"id": 7},
        {"id": "x", "provider": None, "stage": None, "code": None, "text": None, "exception": None, "settings": None},
        {"id": "x", "provider": 5, "stage": ["auth"], "code": "many", "enhanced": 5.7, "text": {}, "settings": "none"},
        {"id": "x", "code": -1, "settings": {"port": "x", "capabilities": 7, "username": ["a"], "host": 5}},
        {"id": "x", "code": 10**400, "text": "550", "settings": {"port": 10**50}},
    ],
)
def test_values_of_the_wrong_type_count_as_missing(entry: dict[str, Any]) -> None:
    (row,) = table(entry)
    assert row["id"] == entry.get("id")
    assert row["cause"] in labels()


def test_what_came_beyond_the_distinct_ones_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "MAXIMUM_DISTINCT", 19)
    log = "".join(f"550 5.1.1 {letter}\n" for letter in string.ascii_lowercase)
    assert diagnose_stream(io.BytesIO(log.encode()), None, None).others == 7
