"""What tells a Dovecot who may log in to a relay: two files of its conf.d, and the accounts. Pure.

The database must come before those of 10-auth.conf, which would otherwise be asked first, with every login's password,
and make it wait; the mechanisms must come behind it, for there the last word counts.
"""

from collections.abc import Sequence
from pathlib import Path

from smtptui.model.relay_listening import MECHANISMS, Login
from smtptui.relay.login_hash import login_hash

DATABASE = "05-smtptui-relay.conf"
MECHANISM_LIST = "95-smtptui-relay.conf"
# The files that are not beside main.cf.
OUTSIDE = (DATABASE, MECHANISM_LIST)
_HEAD = "# Made by `smtptui relay install --listen`; `smtptui relay remove` takes it away."


def database_lines(accounts: Path, names: Sequence[str], version: str) -> tuple[str, ...]:
    """Who is checked by the relay's accounts, and by nothing else: `names` alone.

    `version` decides the language: from 2.4 on, databases have names, and every driver settings of its own.
    """
    is_former = version.startswith("2.3.")
    return (
        _HEAD,
        "passdb {" if is_former else "passdb smtptui-relay {",
        "  driver = passwd-file",
        f"  args = username_format=%u {accounts}" if is_former else f"  passwd_file_path = {accounts}",
        f"  username_filter = {' '.join(names)}",
        "  result_failure = return-fail",
        "  result_internalfail = return-fail",
        "}",
    )


def mechanism_lines(mechanisms: Sequence[str], socket: Path, mail_owner: str) -> tuple[str, ...]:
    """The mechanisms that were there with ours, and where Postfix asks."""
    known = [one.lower() for one in mechanisms]
    added = [one for one in map(str.lower, MECHANISMS) if one not in known]
    return (
        _HEAD,
        f"auth_mechanisms = {' '.join((*known, *added))}",
        "service auth {",
        f"  unix_listener {socket} {{",
        "    mode = 0660",
        f"    user = {mail_owner}",
        f"    group = {mail_owner}",
        "  }",
        "}",
    )


def account_lines(logins: Sequence[Login]) -> tuple[str, ...]:
    """The accounts. Whoever reads such a hash can log in by CRAM-MD5 with it, so that Dovecot alone may."""
    return tuple(f"{one.name}:{login_hash(one.secret)}" for one in logins)
