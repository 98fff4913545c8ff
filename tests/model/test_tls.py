"""What a certificate's dates come to, in words."""

import pytest

from tests.tui.sessions import TLS


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day left"),
        (61, "61 days left"),
        (3649, "3,649 days left"),
        (355421, "973 years left"),
        (0, "0 days left"),
        (-1, "expired 1 day ago"),
        (-4000, "expired 10 years ago"),
    ],
)
def test_a_certificate_lasts_so_long(days: int, words: str) -> None:
    assert TLS._replace(days_left=days).validity == words
