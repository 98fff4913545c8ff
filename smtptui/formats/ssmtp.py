"""/etc/ssmtp/ssmtp.conf (ssmtp.conf(5)): no quoting at all, and no certificate is ever verified."""

import re

from smtptui.formats._base import Format, Signs, Values, lines_of, revealed
from smtptui.formats._literals import host_and_port
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_FIELDS = {"root": "to_address", "hostname": "ehlo_name", "AuthUser": "username"}


def _render(values: Values, target: str) -> str:
    pairs = {
        "root": values.to_address,
        "mailhub": f"{values.host}:{values.port}",
        "hostname": values.ehlo_name,
        "UseTLS": "NO" if values.security is Security.NONE else "YES",
        "UseSTARTTLS": "YES" if values.security is Security.STARTTLS else "NO",
        "AuthUser": values.username,
        "AuthPass": revealed(values.secret),
        "FromLineOverride": "YES",
    }
    return "".join(f"{key}={text}\n" for key, text in pairs.items() if text is not None)


def _parse(text: str, target: str) -> Values:
    found = dict(_pairs(text))
    host, port = host_and_port(found.get("mailhub", ""))
    return Values(
        host=host,
        port=port,
        security=_security(found),
        secret=Secret(found["AuthPass"]) if "AuthPass" in found else None,
        **{field: found.get(key) for key, field in _FIELDS.items()},
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    """ssmtp splits a line at blanks and "=" alike and takes the first two words; "#" ends it."""
    words = [re.split(r"[= \t]+", line.partition("#")[0].strip(" \t")) for line in lines_of(text)]
    return [(pair[0], pair[1]) for pair in words if len(pair) > 1]


def _security(found: dict[str, str]) -> Security:
    if found.get("UseTLS") != "YES":
        return Security.NONE
    return Security.STARTTLS if found.get("UseSTARTTLS") == "YES" else Security.TLS


def _limit(field: str, text: str, target: str) -> str | None:
    for character, name in (("#", "“#”"), ("=", "“=”"), (" ", "blank"), ("\t", "tab")):
        if character in text:
            return f"a {name} ends the value, and there is no quoting"
    return None


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    return ("ssmtp verifies no certificate: whoever stands between gets the secret; msmtp and Postfix verify",)


FORMAT = Format(
    title="ssmtp",
    help="ssmtp.conf of the old sendmail stand-in",
    path="/etc/ssmtp/ssmtp.conf",
    owner="root:mail",
    mode=0o640,
    holds=("host", "port", "security", "username", "secret", "to_address", "ehlo_name"),
    render=_render,
    parse=_parse,
    limit=_limit,
    warnings=_warnings,
    signs=Signs(r"^[ \t]*mailhub[ \t]*="),
)
