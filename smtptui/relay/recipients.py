"""Mail for the machine's own users, which a null client delivers to nobody: a table that gives it to the operator."""

from smtptui.relay.senders import escaped
from smtptui.smtp.mailbox import ascii_domain, parse_mailbox

RECIPIENT_TABLE = "smtptui_recipients"
_ALWAYS = ("localhost", "localhost.localdomain")


def recipient_lines(host: str, origin: str, from_address: str | None, to_address: str | None) -> tuple[str, ...]:
    """The table, of type regexp: whoever is written to at the machine's own names, `to_address` gets it.

    `host` is what Postfix calls itself, `origin` what it adds to a name without a domain. A domain of the From or the
    To address is not this machine's alone: there only root is meant. Empty without a To address.
    """
    if to_address is None:
        return ()
    target = to_address.replace("$", "$$")
    shared = [_domain(address) for address in (from_address, to_address) if address]
    own = [name for name in dict.fromkeys((host.lower(), *_ALWAYS)) if name and name not in shared]
    lines = [f"/@{escaped(name)}$/ {target}" for name in own]
    if origin and origin.lower() not in own:
        lines.append(f"/^root@{escaped(origin.lower())}$/ {target}")
    return tuple(lines)


def _domain(address: str) -> str:
    return ascii_domain(parse_mailbox(address).domain).lower()
