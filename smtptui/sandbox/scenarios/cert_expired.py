"""A certificate that nobody renewed."""

from smtptui.sandbox.scenario import CertificateKind, Scenario
from smtptui.smtp.stage import Stage

SCENARIO = Scenario(
    name="cert-expired",
    title="the certificate has expired",
    rehearses="The certificate ran out ten days ago: its renewal failed, or the server still shows the old one.",
    stage=Stage.TLS,
    cause="cert_expired",
    certificate=CertificateKind.EXPIRED,
)
