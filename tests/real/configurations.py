"""The configurations that an operator may meet, each as one smtpd of the tests' Postfix."""

from smtptui.smtp.security import Security
from tests.real.postfix import Service
from tests.real.waiting import has_ipv6

SMALL_LIMIT_OCTETS = 3000

_LOGIN = {"smtpd_sasl_auth_enable": "yes"}
_STARTTLS = {"smtpd_tls_security_level": "encrypt", "smtpd_tls_auth_only": "yes", **_LOGIN}
_TLS = {"smtpd_tls_wrappermode": "yes", **_STARTTLS}
_NO_TLS = {"smtpd_tls_security_level": "none"}
# Postfix otherwise refuses at RCPT whatever it found wrong before.
_AT_ONCE = {"smtpd_delay_reject": "no"}
_OWN_SENDERS = {"smtpd_sender_restrictions": "reject_sender_login_mismatch"}
_SMALL = {"message_size_limit": str(SMALL_LIMIT_OCTETS)}


def _starttls(name: str, parameters: dict[str, str], address: str = "127.0.0.1") -> Service:
    return Service(name, Security.STARTTLS, {**_STARTTLS, **parameters}, address)


def all_services() -> tuple[Service, ...]:
    """Every configuration; the one over IPv6 only where the machine has it."""
    return (
        _starttls("starttls", {}),
        Service("implicit-tls", Security.TLS, _TLS),
        Service("plain-text", Security.NONE, {**_NO_TLS, **_LOGIN}),
        Service("no-login", Security.NONE, _NO_TLS),
        _starttls("every-mechanism", {"smtpd_sasl_mechanism_filter": "static:all"}),
        _starttls("cram-md5-only", {"smtpd_sasl_mechanism_filter": "cram-md5"}),
        _starttls("scram-only", {"smtpd_sasl_mechanism_filter": "scram-sha-256"}),
        _starttls("login-only", {"smtpd_sasl_mechanism_filter": "login"}),
        _starttls("no-pipelining", {"smtpd_discard_ehlo_keywords": "pipelining"}),
        _starttls("small-limit", _SMALL),
        _starttls("silent-limit", {**_SMALL, "smtpd_discard_ehlo_keywords": "size"}),
        _starttls("login-required", {"smtpd_client_restrictions": "permit_sasl_authenticated, reject"}),
        _starttls("own-senders", _OWN_SENDERS),
        _starttls("own-senders-at-once", {**_OWN_SENDERS, **_AT_ONCE}),
        _starttls("other-name", {"smtpd_tls_chain_files": "$other_name_chain"}),
        _starttls("refused-client", {"smtpd_client_restrictions": "reject", **_AT_ONCE}),
        _starttls("refused-name", {"smtpd_helo_restrictions": "reject", **_AT_ONCE}),
        _starttls("throttled", {"smtpd_client_message_rate_limit": "2"}),
        # In a pipelined group Postfix keeps its answer to MAIL back until it has one to RCPT.
        _starttls("slow", {"smtpd_recipient_restrictions": "sleep 20", "smtpd_discard_ehlo_keywords": "pipelining"}),
        *((_starttls("ipv6-only", {}, "::1"),) if has_ipv6() else ()),
    )
