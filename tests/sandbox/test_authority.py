"""The certificates, as OpenSSL judges them."""

import shutil
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from smtptui.sandbox.authority import Authority
from smtptui.sandbox.scenario import CertificateKind


@pytest.fixture
def authority() -> Iterator[Authority]:
    with Authority() as made:
        yield made


def _handshake(authority: Authority, kind: CertificateKind, host: str) -> ssl.SSLObject:
    """A whole handshake in memory; the client's end, or the error that the client raises."""
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = authority.server_context(kind).wrap_bio(to_server, to_client, server_side=True)
    trusting = ssl.create_default_context(cafile=str(authority.ca_file))
    client = trusting.wrap_bio(to_client, to_server, server_hostname=host)
    waiting = [client, server]
    while waiting:
        side = waiting.pop(0)
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            waiting.append(side)
    return client


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_the_good_certificate_holds_for_every_name_of_this_machine(authority: Authority, host: str) -> None:
    client = _handshake(authority, CertificateKind.GOOD, host)
    assert client.version() == "TLSv1.3"


def test_the_good_certificate_is_valid_for_a_plausible_time(authority: Authority) -> None:
    certificate = _handshake(authority, CertificateKind.GOOD, "localhost").getpeercert()
    assert certificate is not None
    end = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)
    assert 80 < (end - datetime.now(UTC)).days < 100


# The numbers are OpenSSL's X509_V_ERR_… (x509_vfy.h).
@pytest.mark.parametrize(
    ("kind", "host", "verify_code"),
    [
        (CertificateKind.EXPIRED, "localhost", 10),
        (CertificateKind.SELF_SIGNED, "localhost", 18),
        (CertificateKind.WRONG_NAME, "localhost", 62),
        (CertificateKind.WRONG_NAME, "127.0.0.1", 64),
    ],
)
def test_each_other_certificate_fails_for_its_own_reason(
    authority: Authority, kind: CertificateKind, host: str, verify_code: int
) -> None:
    with pytest.raises(ssl.SSLCertVerificationError) as caught:
        _handshake(authority, kind, host)
    assert caught.value.verify_code == verify_code


def test_the_self_signed_certificate_can_be_looked_at_by_a_client_that_does_not_verify(authority: Authority) -> None:
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = authority.server_context(CertificateKind.SELF_SIGNED)
    server = context.wrap_bio(to_server, to_client, server_side=True)
    lenient = ssl.create_default_context()
    lenient.check_hostname, lenient.verify_mode = False, ssl.CERT_NONE
    client = lenient.wrap_bio(to_client, to_server)
    for side in (client, server):
        with pytest.raises(ssl.SSLWantReadError):
            side.do_handshake()
    client.do_handshake()
    assert client.getpeercert(binary_form=True)


def test_a_folder_that_was_tidied_away_does_not_disturb_the_end() -> None:
    with Authority() as authority:
        shutil.rmtree(authority.folder)
    assert not authority.folder.exists()


def test_no_key_stays_in_the_folder(authority: Authority) -> None:
    for kind in CertificateKind:
        authority.server_context(kind)
    assert [path.name for path in authority.folder.iterdir()] == ["ca.pem"]
    assert b"PRIVATE KEY" not in authority.ca_file.read_bytes()
