"""A certificate authority of the sandbox's own: made at start, gone at the end."""

import contextlib
import shutil
import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from smtptui.sandbox.scenario import CertificateKind

if TYPE_CHECKING:
    from trustme import LeafCert

_OWN_NAMES = ("localhost", "127.0.0.1", "::1")
_ANOTHER_NAME = ("mail.another-host.example",)
_ORGANISATION = "smtptui sandbox"


class Authority:
    """Makes server certificates that a client trusts by `ca_file`, and some that it must not.

    Use as a context manager: `folder` is private (0700), holds the CA's certificate, and is removed at exit.
    """

    def __init__(self) -> None:
        # 70 ms that only a sandbox needs.
        import trustme

        self._ca = trustme.CA(organization_name=_ORGANISATION, organization_unit_name="certificate authority")
        # A CA's own certificate on a server is what `openssl req -x509` gives many an appliance.
        self._stranger = trustme.CA(organization_name=_ORGANISATION, organization_unit_name="self-signed")
        self._contexts: dict[CertificateKind, ssl.SSLContext] = {}

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="smtptui-sandbox-"))
        self.ca_file = self.folder / "ca.pem"
        self._ca.cert_pem.write_to_path(self.ca_file)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # Systems that tidy their temporary folder may have been faster.
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.folder)

    def server_context(self, kind: CertificateKind) -> ssl.SSLContext:
        """The TLS settings of a server that shows this kind of certificate; made when first asked for."""
        if kind not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            if kind is CertificateKind.SELF_SIGNED:
                self._load_self_signed(context)
            else:
                self._leaf(kind).configure_cert(context)
            self._contexts[kind] = context
        return self._contexts[kind]

    def _leaf(self, kind: CertificateKind) -> "LeafCert":
        names = _ANOTHER_NAME if kind is CertificateKind.WRONG_NAME else _OWN_NAMES
        end_in_days = -10 if kind is CertificateKind.EXPIRED else 90
        now = datetime.now(UTC)
        return self._ca.issue_cert(
            *names,
            common_name=names[0],
            organization_name=_ORGANISATION,
            organization_unit_name=kind.value,
            not_before=now - timedelta(days=100),
            not_after=now + timedelta(days=end_in_days),
        )

    def _load_self_signed(self, context: ssl.SSLContext) -> None:
        with (
            self._stranger.cert_pem.tempfile(str(self.folder)) as certificate,
            self._stranger.private_key_pem.tempfile(str(self.folder)) as key,
        ):
            context.load_cert_chain(certificate, key)
