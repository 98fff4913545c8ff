"""Where in the form a fault can be mended."""

from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage
from smtptui.tui.form.fields import Field

_BY_CAUSE = {
    "bad_credentials": Field.SECRET,
    "app_password_required": Field.SECRET,
    "wrong_credential_kind": Field.SECRET,
    "oauth_token_invalid": Field.SECRET,
    "auth_required": Field.SECRET,
    "non_ascii_credentials": Field.SECRET,
    "wrong_region_credentials": Field.REGION,
    "mechanism_not_supported": Field.MECHANISM,
    "auth_not_offered": Field.MECHANISM,
    "dns_no_such_host": Field.HOST,
    "connection_refused": Field.PORT,
    "port_blocked_or_filtered": Field.PORT,
    "not_an_smtp_server": Field.PORT,
    "server_not_responding": Field.PORT,
    "implicit_tls_expected": Field.SECURITY,
    "tls_on_plaintext_port": Field.SECURITY,
    "starttls_required": Field.SECURITY,
    "starttls_not_offered": Field.SECURITY,
    "network_unreachable": Field.ADDRESS_FAMILY,
    "cert_self_signed": Field.TLS_FINGERPRINT,
    "cert_untrusted_issuer": Field.CA_FILE,
    "cert_hostname_mismatch": Field.HOST,
    "helo_rejected": Field.EHLO_NAME,
    "sender_not_verified": Field.FROM_ADDRESS,
    "from_not_owned": Field.FROM_ADDRESS,
    "sender_address_invalid": Field.FROM_ADDRESS,
    "sender_domain_invalid": Field.FROM_ADDRESS,
    "sandbox_recipient_not_verified": Field.TO_ADDRESS,
    "mailbox_unavailable": Field.TO_ADDRESS,
    "recipient_address_invalid": Field.TO_ADDRESS,
    "recipient_domain_not_found": Field.TO_ADDRESS,
    "relay_denied": Field.TO_ADDRESS,
}
_BY_STAGE = {Stage.RESOLVE: Field.HOST, Stage.CONNECT: Field.PORT, Stage.AUTH: Field.SECRET}


def cure_of(report: SessionReport) -> Field | None:
    """The field to look at first, or None where nothing in the form would help."""
    if report.error is not None:
        return Field.SECRET if report.error[0] == "secret" else None
    if report.diagnosis is not None and report.diagnosis.is_known:
        return _BY_CAUSE.get(report.diagnosis.cause)
    return _BY_STAGE.get(report.failure.stage) if report.failure else None
