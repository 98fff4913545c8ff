"""A certificate that signs itself."""

from smtptui.sandbox.scenario import CertificateKind, Scenario
from smtptui.smtp.stage import Stage

SCENARIO = Scenario(
    name="cert-self-signed",
    title="the certificate is self-signed",
    rehearses="The server made its certificate itself: trust it by its fingerprint, or as the profile's CA file.",
    stage=Stage.TLS,
    cause="cert_self_signed",
    certificate=CertificateKind.SELF_SIGNED,
)
