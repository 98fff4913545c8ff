"""A certificate for another name."""

from smtptui.sandbox.scenario import CertificateKind, Scenario
from smtptui.smtp.stage import Stage

SCENARIO = Scenario(
    name="cert-hostname-mismatch",
    title="the certificate is for another name",
    rehearses="The certificate is valid, but for another host than the one that was asked for.",
    stage=Stage.TLS,
    cause="cert_hostname_mismatch",
    certificate=CertificateKind.WRONG_NAME,
)
