"""The server's name for a message, in the words of the servers that are met."""

import time

import pytest

from smtptui.smtp.message import queue_id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2.0.0 Ok: queued as 4F2A1B9C3D", "4F2A1B9C3D"),
        ("2.0.0 Ok: queued as 3wXyZ12zQ9zB", "3wXyZ12zQ9zB"),
        ("OK id=1sTzQK-0004xY-2b", "1sTzQK-0004xY-2b"),
        (
            "Ok 0102018f3e5a7b6c-1a2b3c4d-0000-0000-0000-000000000000-000000",
            "0102018f3e5a7b6c-1a2b3c4d-0000-0000-0000-000000000000-000000",
        ),
        ("2.0.0 48F1a2B3004242 Message accepted for delivery", "48F1a2B3004242"),
        (
            "2.6.0 <a.b@c.example> [InternalId=12345678901, Hostname=X.prod.outlook.com] Queued mail for delivery",
            "12345678901",
        ),
        ("2.0.0 OK  1732104615 a1-20020a05600c4f01sm123456wmq.7 - gsmtp", "a1-20020a05600c4f01sm123456wmq.7"),
        ("OK queued as e6a4b2c1-7d3f-4a5b-9c8d-0e1f2a3b4c5d", "e6a4b2c1-7d3f-4a5b-9c8d-0e1f2a3b4c5d"),
        ("Ok: queued as <20261120083015.4F2@mail.example>.", "20261120083015.4F2@mail.example"),
        ("Great success", None),
        ("Ok", None),
        ("", None),
        ("queued as ....", None),
    ],
)
def test_a_queue_id_is_found(text: str, found: str | None) -> None:
    assert queue_id([text]) == found


def test_it_may_stand_on_any_line_of_the_reply() -> None:
    assert queue_id(["2.0.0 thank you", "2.0.0 Ok: queued as 4F2A1B"]) == "4F2A1B"


@pytest.mark.parametrize("unit", ["queued ", "ok ", "accepted:", "queued mail for delivery ", "id=", "1" * 40 + " "])
def test_a_reply_that_looks_like_one_everywhere_takes_no_time(unit: str) -> None:
    began = time.process_time()
    queue_id([unit * (65536 // len(unit))])
    # Linear takes milliseconds, anything worse minutes.
    assert time.process_time() - began < 5
