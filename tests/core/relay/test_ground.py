"""The certificate that a listening side shows where the operator has none."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

from smtptui.core.relay.ground import own_certificate
from smtptui.relay.ground import Certificate

ADDRESS = "10.0.0.5"


def write(made: Certificate) -> None:
    """Put it where it shall be."""
    assert made.made is not None
    text, key = made.made
    made.path.write_text(text)
    made.key.write_text(key.reveal())


def test_the_one_that_is_there_is_shown_again(tmp_path: Path) -> None:
    first = own_certificate(tmp_path, ADDRESS, "relay.example")
    write(first)
    assert own_certificate(tmp_path, ADDRESS, "relay.example") == first._replace(made=None)


def test_another_address_needs_another_one(tmp_path: Path) -> None:
    write(own_certificate(tmp_path, ADDRESS, "relay.example"))
    assert own_certificate(tmp_path, "10.0.0.6", "relay.example").made is not None


def test_one_without_its_key_is_made_anew(tmp_path: Path) -> None:
    first = own_certificate(tmp_path, ADDRESS, "relay.example")
    write(first)
    first.key.unlink()
    assert own_certificate(tmp_path, ADDRESS, "relay.example").made is not None


def test_one_that_runs_out_soon_or_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    first = own_certificate(tmp_path, ADDRESS, "relay.example")
    write(first)
    soon = datetime.now(UTC) + timedelta(days=9)
    former = trustme.CA().issue_cert(ADDRESS, not_before=soon - timedelta(days=99), not_after=soon)
    for content in (former.cert_chain_pems[0].bytes(), b"damaged"):
        first.path.write_bytes(content)
        assert own_certificate(tmp_path, ADDRESS, "relay.example").made is not None
