"""Debian's exim4 as a client of one relay: the relay, the login, and the macros without which it trusts anybody."""

import re

from smtptui.formats import _exim4
from smtptui.formats._base import Format, Signs, Values, lines_of
from smtptui.formats._environment import port_in
from smtptui.formats._literals import secret_of
from smtptui.smtp.security import Security

_LOGIN = re.compile(r'("[^"]+"|[A-Za-z0-9.-]+):[ \t]*([^:]+):(.*)')


def _parse(text: str, target: str) -> Values:
    found = _exim4.variables_in(text)
    host, port = _exim4.host_and_port_in(found.get("dc_smarthost", ""))
    return Values(host=host, port=port_in(port))


def _macros(text: str, target: str) -> Values:
    found = _exim4.macros_in(text)
    trust = found.get(_exim4.TRUST)
    return Values(
        security=_security(found.get(_exim4.PROTOCOL), found.get(_exim4.REQUIRE_TLS)) if found else None,
        ca_file=None if trust == _exim4.SYSTEM_TRUST else trust or None,
        ehlo_name=found.get(_exim4.HELO) or None,
    )


def _security(protocol: str | None, required: str | None) -> Security:
    if protocol == "smtps":
        return Security.TLS
    return Security.STARTTLS if required else Security.NONE


def _login(text: str, target: str) -> Values:
    """The first line."""
    for line in lines_of(text):
        if match := _LOGIN.fullmatch(line):
            return Values(host=match[1].strip('"'), username=match[2], secret=secret_of(match[3].rstrip(_exim4.BLANKS)))
    return Values()


def _limit(field: str, text: str, target: str) -> str | None:
    return "Debian's exim4 compares the host in small letters" if field == "host" and text != text.lower() else None


def _login_limit(field: str, text: str, target: str) -> str | None:
    if field == "username" and ":" in text:
        return "the user name ends at its first “:”"
    if text[-1:] in (*_exim4.BLANKS,) or (field == "username" and text[:1] in (*_exim4.BLANKS,)):
        return "blanks at its ends are cut off"
    return _limit(field, text, target)


def _macro_limit(field: str, text: str, target: str) -> str | None:
    if field != "security" and re.search(r"[$\\{}]", text):
        return "exim expands “$”, “\\” and braces"
    return None


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    said = ("exim4 looks the login up by the name that DNS gives last: where the host is an alias, use that name",)
    if values.security is Security.NONE:
        return (*said, "exim4 sends the secret and all mail in the clear with these settings")
    return said


def _hindrances(text: str) -> tuple[str, ...]:
    if _exim4.variables_in(text).get("dc_use_split_config") != "true":
        return ()
    # Without them exim goes on in the clear, and with any certificate.
    return ("dc_use_split_config in this file: copy exim4.conf.localmacros to conf.d/main/000_localmacros, too",)


_PASSWD_CLIENT = Format(
    title="exim4's logins",
    help="the user name and secret for the relay",
    path="/etc/exim4/passwd.client",
    owner="root:Debian-exim",
    mode=0o640,
    holds=("host", "username", "secret"),
    render=lambda values, target: _exim4.login(values) + "\n",
    parse=_login,
    limit=_login_limit,
    insert=lambda existing, values, target: _exim4.put_login(existing, values),
    signs=Signs(r"\A(?:[ \t]*(?:#.*)?\r?\n)*\"?[\w*-]+\.[\w.*-]+\"?:[^:\s]+:[^:\s]"),
)
_LOCALMACROS = Format(
    title="exim4's macros",
    help="TLS required, and the relay's certificate verified",
    path="/etc/exim4/exim4.conf.localmacros",
    owner="root:root",
    mode=0o644,
    holds=("security", "ca_file", "ehlo_name"),
    render=lambda values, target: _exim4.put_macros("", _exim4.macros(values)),
    parse=_macros,
    limit=_macro_limit,
    insert=lambda existing, values, target: _exim4.put_macros(existing, _exim4.macros(values)),
    signs=Signs(rf"^(?:{_exim4.PROTOCOL}|{_exim4.REQUIRE_TLS}|{_exim4.TRUST})[ \t]*="),
)
FORMAT = Format(
    title="Exim 4 of Debian",
    help="the smarthost lines of update-exim4.conf.conf, passwd.client, and macros for TLS",
    path="/etc/exim4/update-exim4.conf.conf",
    owner="root:root",
    mode=0o644,
    holds=("host", "port"),
    render=lambda values, target: _exim4.put_variables("", _exim4.router(values)),
    parse=_parse,
    limit=_limit,
    insert=lambda existing, values, target: _exim4.put_variables(existing, _exim4.router(values)),
    warnings=_warnings,
    hindrances=_hindrances,
    signs=Signs(r"^dc_smarthost="),
    companions=(_PASSWD_CLIENT, _LOCALMACROS),
    is_part=True,
    afterwards=("update-exim4.conf", "systemctl reload exim4"),
)
