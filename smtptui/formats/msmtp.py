"""~/.msmtprc (msmtp(1)): one account, made the default."""

import re
from collections.abc import Iterator

from smtptui.formats._base import Format, Signs, Values, lines_of, revealed
from smtptui.formats._environment import port_in
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_DEFAULT_ACCOUNT = "smtptui"
_SYSTEM_TRUST = "system"
_LINE_OCTETS = 500
# A switch that stands alone is on.
_SWITCHES = ("tls", "tls_starttls", "auth")
_ACCOUNT = re.compile(r'("[^"]*"|[^:]*?)[ \t]*(?::[ \t]*(.*))?')
_COMMAND = re.compile(r"[ \t]*([a-z_]+)[ \t]*(.*?)[ \t]*$")


def _render(values: Values, target: str) -> str:
    account = values.profile or _DEFAULT_ACCOUNT
    lines = [f"account {_quoted(account)}", f"host {values.host}", f"port {values.port}", *_tls(values)]
    lines += [f"{key} {_quoted(text)}" for key, text in _texts(values) if text is not None]
    lines += [f"auth {values.mechanism or 'on'}"] if values.secret is not None else ["auth off"]
    return "\n".join([*lines, f"account default : {_quoted(account)}", ""])


def _tls(values: Values) -> list[str]:
    if values.security is Security.NONE:
        return ["tls off", *([f"tls_trust_file {_quoted(values.ca_file)}"] if values.ca_file else [])]
    starttls = "on" if values.security is Security.STARTTLS else "off"
    return ["tls on", f"tls_starttls {starttls}", f"tls_trust_file {_quoted(values.ca_file or _SYSTEM_TRUST)}"]


def _texts(values: Values) -> tuple[tuple[str, str | None], ...]:
    return (
        ("from", values.from_address),
        ("domain", values.ehlo_name),
        ("user", values.username),
        ("password", revealed(values.secret)),
    )


def _quoted(text: str) -> str:
    """One outer pair of quotes is taken off and nothing inside is special: no escapes."""
    return f'"{text}"'


def _parse(text: str, target: str) -> Values:
    name, found = _default_of(text)
    trust, mechanism = found.get("tls_trust_file"), found.get("auth", "off")
    return Values(
        host=found.get("host"),
        port=port_in(found.get("port")),
        security=_security(found),
        username=found.get("user"),
        secret=Secret(found["password"]) if "password" in found else None,
        from_address=found.get("from"),
        ehlo_name=found.get("domain"),
        ca_file=None if trust == _SYSTEM_TRUST else trust,
        mechanism=None if mechanism in ("on", "off") else mechanism,
        profile=name,
    )


def _default_of(text: str) -> tuple[str | None, dict[str, str]]:
    """The account that msmtp takes where none is named, with what it inherits; else the first."""
    accounts, standard, current = dict[str, dict[str, str]](), dict[str, str](), dict[str, str]()
    default: str | None = None
    for key, value in _commands(text):
        if key == "defaults":
            current = standard
        elif key == "account" and (match := _ACCOUNT.fullmatch(value)):
            name, parents = _unquoted(match[1]), [_unquoted(one.strip()) for one in (match[2] or "").split(",")]
            current = dict(standard)
            for parent in parents:
                current |= accounts.get(parent, {})
            accounts[name] = current
            default = (parents[0] or name) if name == "default" else default
        elif value or key in _SWITCHES:
            current[key] = _unquoted(value) if value else "on"
    chosen = default or next(iter(accounts), None)
    named = None if chosen == "default" else chosen
    return named, accounts.get("default", accounts.get(chosen, current) if chosen else current)


def _commands(text: str) -> Iterator[tuple[str, str]]:
    for line in lines_of(text):
        if match := _COMMAND.match(line):
            yield match[1], match[2]


def _security(found: dict[str, str]) -> Security:
    if found.get("tls", "off") == "off":
        return Security.NONE
    return Security.TLS if found.get("tls_starttls", "on") == "off" else Security.STARTTLS


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1] if quoted else text


def _limit(field: str, text: str, target: str) -> str | None:
    longest = _LINE_OCTETS - len('tls_trust_file ""\n')
    return f"a line holds {_LINE_OCTETS} octets" if len(text.encode()) > longest else None


FORMAT = Format(
    title="msmtp",
    help="~/.msmtprc of the sendmail stand-in msmtp",
    path="~/.msmtprc",
    holds=(
        *("host", "port", "security", "username", "secret"),
        *("from_address", "ehlo_name", "ca_file", "mechanism", "profile"),
    ),
    render=_render,
    parse=_parse,
    limit=_limit,
    signs=Signs(
        r"^[ \t]*(?:account|defaults|tls|auth)\b",
        also=r"^[ \t]*host[ \t]+\S",
        places=("/etc/msmtprc", "~/.config/msmtp/config"),
    ),
)
