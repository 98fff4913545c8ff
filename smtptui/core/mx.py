"""Who takes the mail for a domain: a question to DNS, asked only where the operator asks."""

from collections.abc import Sequence

from smtptui.core.detect import provider_for_mx
from smtptui.core.workspace.catalogue import MxAnswer
from smtptui.errors import MisuseError
from smtptui.model.provider import Provider
from smtptui.net.mx import MxError, mx_hosts
from smtptui.smtp.mailbox import MailboxError, ascii_domain, parse_mailbox


async def ask_mx(
    address: str, catalogue: Sequence[Provider], servers: Sequence[tuple[str, int]] | None = None
) -> MxAnswer:
    """The hosts of the address' domain, and the provider they belong to. `servers` are this machine's unless given."""
    try:
        domain = ascii_domain(parse_mailbox(address).domain)
    except MailboxError as error:
        raise MisuseError(f"the From address {error}", "type the address that mail comes from") from None
    try:
        hosts = await mx_hosts(domain, servers)
    except MxError as error:
        return MxAnswer(domain, problem=str(error))
    return MxAnswer(domain, hosts, provider_for_mx(hosts, catalogue))
