"""A server's certificate, before a server shows it."""

import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives import serialization

from smtptui.errors import ConfigurationError
from smtptui.net.server_certificate import check_pair, seen_at, seen_in, self_signed

AUTHORITY = trustme.CA()


def written(folder: Path, name: str, octets: bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(octets)
    return path


def issued(folder: Path, name: str, *, not_after: datetime | None = None) -> tuple[Path, Path]:
    """A certificate for `name` and its key."""
    begin = not_after - timedelta(days=9) if not_after else None
    made = AUTHORITY.issue_cert(name, "10.0.0.5", not_before=begin, not_after=not_after)
    key = written(folder, f"{name}.key", made.private_key_pem.bytes())
    return written(folder, f"{name}.crt", made.cert_chain_pems[0].bytes()), key


def test_a_certificate_and_its_key_are_taken(tmp_path: Path) -> None:
    certificate, key = issued(tmp_path, "relay.example")
    check_pair(certificate, key)
    seen = seen_at(certificate)
    assert (seen.names, seen.is_self_signed) == (("relay.example", "10.0.0.5"), False)
    der = ssl.PEM_cert_to_DER_cert(certificate.read_text())
    assert seen.fingerprint.startswith("sha256:")
    assert len(seen.fingerprint) == len("sha256:") + 64
    assert seen_in(ssl.DER_cert_to_PEM_cert(der).encode()) == seen


def test_both_may_stand_in_one_file(tmp_path: Path) -> None:
    certificate, key = issued(tmp_path, "relay.example")
    both = written(tmp_path, "both.pem", key.read_bytes() + certificate.read_bytes())
    check_pair(both, both)
    assert seen_at(both) == seen_at(certificate)


def test_a_key_of_another_certificate_is_refused(tmp_path: Path) -> None:
    certificate, _ = issued(tmp_path, "relay.example")
    _, key = issued(tmp_path, "other.example")
    with pytest.raises(ConfigurationError, match="the key is another certificate's"):
        check_pair(certificate, key)


def test_an_encrypted_key_is_refused_and_nobody_is_asked(tmp_path: Path) -> None:
    certificate, key = issued(tmp_path, "relay.example")
    clear = serialization.load_pem_private_key(key.read_bytes(), None)
    locked = clear.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"word")
    )
    with pytest.raises(ConfigurationError, match="cannot be used"):
        check_pair(certificate, written(tmp_path, "locked.key", locked))


@pytest.mark.parametrize("content", [None, b"", b"no certificate\n"])
def test_what_is_no_certificate_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "absent.pem" if content is None else written(tmp_path, "some.pem", content)
    with pytest.raises(ConfigurationError):
        check_pair(path, path)
    with pytest.raises(ConfigurationError):
        seen_at(path)


def test_one_that_has_run_out_is_refused(tmp_path: Path) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    certificate, _ = issued(tmp_path, "relay.example", not_after=yesterday)
    with pytest.raises(ConfigurationError, match="has run out on"):
        seen_at(certificate)


def test_one_of_our_own_is_for_the_address_and_trusted_by_itself_alone(tmp_path: Path) -> None:
    text, key = self_signed("10.0.0.5", "relay.example")
    certificate = written(tmp_path, "own.crt", text)
    check_pair(certificate, written(tmp_path, "own.key", key.reveal().encode()))
    seen = seen_at(certificate)
    assert (seen.names, seen.is_self_signed) == (("10.0.0.5", "relay.example"), True)
    assert seen.not_after - datetime.now(UTC) > timedelta(days=800)
    ssl.create_default_context(cafile=os.fspath(certificate))


def test_one_without_a_host_name_is_for_the_address(tmp_path: Path) -> None:
    text, _ = self_signed("fd00::5", "")
    assert seen_in(text).names == ("fd00::5",)
