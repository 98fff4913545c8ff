"""Postfix as a client of one relay: parameters of main.cf, and sasl_passwd with the login."""

import re

from smtptui.formats import _postfix
from smtptui.formats._base import Format, Signs, Values
from smtptui.formats._literals import host_and_port, secret_of
from smtptui.smtp.security import Security

_ELSEWHERE = {
    "transport_maps": "sends some mail elsewhere",
    "sender_dependent_relayhost_maps": "sends the mail of some senders elsewhere",
    "smtp_tls_policy_maps": "may ask less of the relay's TLS",
    "default_transport": "sends all mail by another transport",
    "defer_transports": "keeps mail back",
}
_LOGIN = re.compile(r"(\S+)[ \t]+([^:]*):(.*)", re.DOTALL)
_STANDARD = {"default_transport": "smtp", "transport_maps": "", "defer_transports": ""}


def _parse(text: str, target: str) -> Values:
    found = _postfix.parameters_in(text)
    host, port = host_and_port(found.get("relayhost", ""))
    trust, name = found.get("smtp_tls_CAfile"), found.get("smtp_helo_name", "")
    return Values(
        host=host,
        port=port,
        security=_security(found.get("smtp_tls_security_level"), found.get("smtp_tls_wrappermode")) if host else None,
        mechanism=found.get("smtp_sasl_mechanism_filter") or None,
        ehlo_name=None if "$" in name else name or None,
        ca_file=None if trust in (_postfix.SYSTEM_TRUST, "") else trust,
    )


def _security(level: str | None, wrapped: str | None) -> Security:
    """With `may` the secret goes out in the clear where STARTTLS is not offered: that is none."""
    if level in (None, "", "none", "may"):
        return Security.NONE
    return Security.TLS if wrapped == "yes" else Security.STARTTLS


def _limit(field: str, text: str, target: str) -> str | None:
    if "$" in text:
        return "main.cf takes “$” for the name of a parameter"
    return "main.cf cuts blanks off at the ends" if text != text.strip(_postfix.BLANKS) else None


def _hindrances(text: str) -> tuple[str, ...]:
    found = _postfix.parameters_in(text)
    return tuple(
        f"{name} in this file {words}"
        for name, words in _ELSEWHERE.items()
        if found.get(name, "") not in ("", _STANDARD.get(name, ""))
    )


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    if values.security is Security.NONE:
        return ("Postfix sends the secret and all mail in the clear with these settings",)
    return ()


def _login(text: str, target: str) -> Values:
    """The table's first line."""
    for line in _postfix.logical_lines(text):
        if match := _LOGIN.fullmatch(line.text):
            host, port = host_and_port(match[1])
            return Values(host=host, port=port, username=match[2] or None, secret=secret_of(match[3]))
    return Values()


def _login_limit(field: str, text: str, target: str) -> str | None:
    if field == "username" and ":" in text:
        return "the user name ends at its first “:”"
    if field == "username" and text[:1] in (*_postfix.BLANKS,):
        return "blanks before it are skipped"
    if field == "secret" and text[-1:] in (*_postfix.BLANKS,):
        return "blanks at its end are cut off"
    return None


_SASL_PASSWD = Format(
    title="Postfix's logins",
    help="the user name and secret for the relay, a line a relay",
    path="/etc/postfix/sasl_passwd",
    owner="root:root",
    holds=("host", "port", "username", "secret"),
    render=lambda values, target: _postfix.login(values) + "\n",
    parse=_login,
    limit=_login_limit,
    insert=lambda existing, values, target: _postfix.put_login(existing, values),
    signs=Signs(r"^\[[^\]\s]+\](?::\w+)?[ \t]+[^:\s]+:", places=("/etc/postfix/sasl/sasl_passwd",)),
)
FORMAT = Format(
    title="Postfix",
    help="main.cf and sasl_passwd of a Postfix that hands all mail to the provider",
    path="/etc/postfix/main.cf",
    owner="root:root",
    mode=0o644,
    holds=("host", "port", "security", "mechanism", "ehlo_name", "ca_file"),
    render=lambda values, target: _postfix.put("", _postfix.parameters(values)),
    parse=_parse,
    limit=_limit,
    insert=lambda existing, values, target: _postfix.put(existing, _postfix.parameters(values)),
    warnings=_warnings,
    hindrances=_hindrances,
    signs=Signs(r"^relayhost[ \t]*="),
    companions=(_SASL_PASSWD,),
    afterwards=("postmap /etc/postfix/sasl_passwd", "postfix check && postfix reload"),
)
