"""Which setting would cure a fault: pure functions from a failed session to a fix, and the table that picks among them.

A fix changes settings and nothing else; it is offered only where the evidence says that it would help, and never twice
for values that have failed already. To add one, write a function in `way` or `login` and name it in `_CURES`.
"""

import socket
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from smtptui.core.cures.fix import SECRET, Case, Change, Fix, Values, values_of
from smtptui.core.cures.login import (
    fixed_username,
    no_login,
    other_mechanism,
    qualified_name,
    sender_that_logs_in,
    shown_to_the_server,
    trimmed,
    whole_address,
)
from smtptui.core.cures.way import (
    any_family,
    blocked_port,
    ipv4_only,
    ipv4_only_before_ehlo,
    listed_endpoint,
    listed_host,
    listed_submission,
    listed_tls_endpoint,
    named_region,
    offered_starttls,
    open_port,
    pinned_on_this_machine,
    same_port_with_starttls,
    same_port_with_tls,
    submission_port,
    usual_sibling,
)
from smtptui.model.diagnosis import Confidence
from smtptui.model.provider import Provider
from smtptui.model.report import Outcome, SessionReport
from smtptui.model.settings import Settings

__all__ = ["SECRET", "Case", "Change", "Fix", "Values", "fix_for", "owner_of", "this_machine", "values_of"]

_Cure = Callable[[Case], Iterator[Fix]]
_CREDENTIALS: tuple[_Cure, ...] = (trimmed, fixed_username, shown_to_the_server, whole_address)

_NO_SECRET = "(no secret)"  # noqa: S105 - in place of a cause

# For each cause what may cure it, the surest first.
_CURES: Mapping[str, tuple[_Cure, ...]] = {
    "dns_no_such_host": (listed_host, any_family),
    "network_unreachable": (any_family,),
    "connection_refused": (blocked_port,),
    "port_blocked_or_filtered": (blocked_port,),
    "connection_dropped": (ipv4_only_before_ehlo,),
    "server_not_responding": (ipv4_only_before_ehlo,),
    "not_an_smtp_server": (open_port, listed_endpoint, submission_port),
    "implicit_tls_expected": (same_port_with_tls, listed_endpoint),
    "tls_on_plaintext_port": (same_port_with_starttls, listed_endpoint),
    "starttls_required": (offered_starttls, listed_endpoint),
    "starttls_not_offered": (open_port, listed_endpoint, usual_sibling),
    "starttls_broken_on_server": (listed_tls_endpoint,),
    "cert_self_signed": (pinned_on_this_machine,),
    "cert_untrusted_issuer": (pinned_on_this_machine,),
    "cert_hostname_mismatch": (listed_host, ipv4_only_before_ehlo),
    "auth_not_offered": (offered_starttls, listed_submission, no_login),
    "mechanism_not_supported": (other_mechanism,),
    "bad_credentials": _CREDENTIALS,
    "app_password_required": (trimmed,),
    "wrong_credential_kind": (trimmed, fixed_username),
    "non_ascii_credentials": (trimmed,),
    "wrong_region_credentials": (named_region,),
    "from_not_owned": (sender_that_logs_in,),
    "helo_rejected": (qualified_name,),
    "ptr_missing": (ipv4_only,),
    "ip_not_allowlisted": (ipv4_only,),
    # No diagnosis, but a session that found no secret: it is kept for the right user name.
    _NO_SECRET: (trimmed,),
}


def fix_for(case: Case, tried: Collection[Values] = ()) -> Fix | None:
    """The fix to offer, or None where no setting would cure it. `tried` are values that have failed already."""
    fixes = (fix for cure in _CURES.get(_cause(case.report), ()) for fix in cure(case))
    return next((fix for fix in fixes if fix.words and fix.after not in tried), None)


def _cause(report: SessionReport) -> str:
    """Why the session failed; empty where that is not known well enough, or where a message may be on its way."""
    if report.error is not None:
        return _NO_SECRET if report.error[0] == "secret" else ""
    lost = report.delivery is not None and report.delivery.outcome is Outcome.UNKNOWN
    if report.failure is None or report.diagnosis is None or lost:
        return ""
    return "" if report.diagnosis.confidence is Confidence.POSSIBLE else report.diagnosis.cause


def owner_of(settings: Settings, provider: Provider, catalogue: Callable[[], Iterable[Provider]]) -> Provider:
    """The profile's provider; where that names no endpoints, the catalogue's entry whose host this is."""
    if provider.endpoints or settings.endpoint.is_loopback:
        return provider
    host = settings.endpoint.host.lower()
    owners = (one for one in catalogue() if any(item.endpoint.host == host for item in one.endpoints))
    return next(owners, provider)


def this_machine() -> str:
    """What this machine calls itself, without asking anybody."""
    return socket.gethostname()
