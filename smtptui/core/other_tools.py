"""A probe as the command lines of other tools: whoever doubts ours can ask theirs.

No secret stands in them: swaks asks for the password itself, and a user name that is a secret is a placeholder.
"""

import shlex
from collections.abc import Iterator

from smtptui.model.profile import AddressFamily
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security

_SWAKS_TLS = {
    Security.TLS: ("--tls-on-connect", "--tls-verify"),
    Security.STARTTLS: ("--tls", "--tls-verify"),
    Security.NONE: (),
}
_FAMILY = {AddressFamily.ANY: (), AddressFamily.IPV4: ("-4",), AddressFamily.IPV6: ("-6",)}


def equivalents(settings: Settings, mechanism: str | None) -> tuple[str, ...]:
    """swaks for the whole dry run and openssl for the certificate, ready for a shell; `mechanism` is what was tried."""
    commands = [["swaks", *_swaks(settings, mechanism)]]
    if settings.endpoint.security is not Security.NONE:
        commands.append(["openssl", "s_client", *_openssl(settings)])
    return tuple(shlex.join(words) for words in commands)


def _swaks(settings: Settings, mechanism: str | None) -> Iterator[str]:
    endpoint = settings.endpoint
    yield from ("--server", endpoint.host, "--port", str(endpoint.port), *_FAMILY[settings.address_family])
    yield from _SWAKS_TLS[endpoint.security]
    if settings.ca_file and endpoint.security is not Security.NONE:
        yield from ("--tls-ca-path", settings.ca_file)
    if settings.ehlo_name:
        yield from ("--helo", settings.ehlo_name)
    if settings.logs_in and mechanism:
        yield from ("--auth", mechanism, "--auth-user", settings.username or "TOKEN")
    yield from _envelope(settings)


def _envelope(settings: Settings) -> Iterator[str]:
    # swaks wants a recipient in any case, and asks for it where none is given.
    if settings.from_address:
        yield from ("--from", settings.from_address)
    recipient = settings.to_address or settings.from_address
    yield from ("--to", recipient or "RECIPIENT")
    yield from ("--quit-after", "RCPT" if settings.from_address else "AUTH" if settings.logs_in else "HELO")


def _openssl(settings: Settings) -> Iterator[str]:
    endpoint = settings.endpoint
    host = f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host
    yield from ("-connect", f"{host}:{endpoint.port}", *_FAMILY[settings.address_family])
    if endpoint.security is Security.STARTTLS:
        yield from ("-starttls", "smtp")
    yield from ("-servername", endpoint.host, "-verify_return_error")
    if settings.ca_file:
        yield from ("-CAfile", settings.ca_file)
