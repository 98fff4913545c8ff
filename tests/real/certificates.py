"""Certificates for the servers of a run, from an authority that exists only as long as the run."""

from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True, slots=True)
class Certificates:
    """Paths in PEM form. `chain` and `other_name_chain` hold key, certificate and intermediates, as Postfix reads them.

    The second is valid for another host alone.
    """

    authority: Path
    chain: Path
    other_name_chain: Path


def make_certificates(folder: Path) -> Certificates:
    """A new authority, a certificate for this machine's loopback names, and one for a name nobody asks for."""
    authority = trustme.CA(organization_name="tests of a real server")
    made = Certificates(folder / "authority.pem", folder / "chain.pem", folder / "other-name.pem")
    authority.cert_pem.write_to_path(made.authority)
    _write(authority.issue_cert("localhost", "127.0.0.1", "::1"), made.chain)
    _write(authority.issue_cert("elsewhere.real.test"), made.other_name_chain)
    return made


def _write(certificate: trustme.LeafCert, path: Path) -> None:
    path.touch(mode=0o600)
    certificate.private_key_and_cert_chain_pem.write_to_path(path)
