"""How large a message will be, told before it is composed."""

from datetime import UTC, datetime

import pytest

from smtptui.core.message_size import SizeLimit, base64_octets, size_limit, size_of_draft
from smtptui.model.fingerprint import Fingerprint, LastGood
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.message import Attachment, Draft, compose
from tests.tui.catalogue import CUSTOM

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(("octets", "encoded"), [(0, 0), (1, 6), (3, 6), (57, 78), (58, 84), (114, 156)])
def test_base64_makes_four_letters_of_three_octets_in_lines_of_76(octets: int, encoded: int) -> None:
    assert base64_octets(octets) == encoded


@pytest.mark.parametrize(
    "draft",
    [
        Draft(("a@example.com",), "s", "hello\n" * 2000),
        Draft(("a@example.com",), "s", "привет\n" * 2000, "<p>привет</p>" * 500),
        Draft(("a@example.com",), "s", "x", None, (Attachment("a.bin", "application/octet-stream", b"x" * 500_000),)),
    ],
)
def test_the_size_is_told_within_a_few_hundredths(draft: Draft) -> None:
    message = compose(draft, from_address="b@example.com", from_name=None, date=NOW, unique="1")
    assert size_of_draft(draft) == pytest.approx(len(message.octets), rel=0.06)


def test_the_smallest_limit_that_is_known_counts() -> None:
    shown = Capabilities("mx", {"SIZE": "1000"})
    good = LastGood(NOW, Fingerprint(capabilities=("PIPELINING", "SIZE 2000")))
    assert size_limit(CUSTOM, "mx.example.com", shown, good) == SizeLimit(1000, "mx.example.com")
    assert size_limit(CUSTOM, "mx.example.com", None, good) == SizeLimit(2000, "mx.example.com")
    assert size_limit(CUSTOM, "mx.example.com", Capabilities("mx", {"SIZE": "0"}), good) is None
    assert size_limit(CUSTOM, "mx.example.com", None) is None
