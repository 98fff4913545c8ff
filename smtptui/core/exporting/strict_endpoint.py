"""The endpoint for a reader that cannot insist on STARTTLS: one where TLS comes before everything else."""

from collections.abc import Sequence

from smtptui.formats._base import Format
from smtptui.model.endpoint import Endpoint
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security, usual_port


def endpoint_for(known: Format, settings: Settings) -> tuple[Settings, tuple[str, ...]]:
    """The settings to export, and what is said about it.

    What the profile itself says, by port, security or a host of its own, is the operator's word and stays.
    """
    if not known.may_skip_starttls or settings.endpoint.security is not Security.STARTTLS:
        return settings, ()
    implicit = _implicit_tls(settings.endpoint, settings.alternatives)
    if implicit is None:
        return settings, ()
    if not settings.endpoint_is_preset:
        return settings, _advice(settings, implicit)
    note = (
        f"{implicit} is written in place of {settings.endpoint}: {known.title} would log in in the clear where "
        "somebody on the way strips STARTTLS"
    )
    return settings._replace(endpoint=implicit), (note,)


def _advice(settings: Settings, implicit: Endpoint) -> tuple[str, ...]:
    if implicit.host != settings.endpoint.host:
        return ()
    return (
        f"the profile itself asks for {settings.endpoint}, so this stays; {implicit} has no such risk: leave port and "
        "security out of the profile, and it is taken",
    )


def _implicit_tls(endpoint: Endpoint, others: Sequence[Endpoint]) -> Endpoint | None:
    """Of the provider's endpoints the one most like `endpoint`: its host, then the usual port."""
    found = [other for other in others if other.security is Security.TLS]
    usual = usual_port(Security.TLS)
    return min(found, key=lambda one: (one.host != endpoint.host, one.port != usual), default=None)
