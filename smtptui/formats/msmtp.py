"""~/.msmtprc (msmtp(1)): one account, made the default."""

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smtptui.formats._base import CannotHoldError, Format, Signs, Values, lines_of, revealed
from smtptui.formats._environment import port_in
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_DEFAULT, _OWN_NAME = "default", "smtptui"
_SYSTEM_TRUST = "system"
_LINE_OCTETS = 500
# A switch that stands alone is on.
_SWITCHES = ("tls", "tls_starttls", "auth")
_ACCOUNT = re.compile(r'("[^"]*"|[^:]*?)[ \t]*(?::[ \t]*(.*))?')
_OF_THE_SHELL = re.compile(r"[|&;<>()$`*?\[~#]")
_COMMAND = re.compile(r"[ \t]*([a-z_]+)[ \t]*(.*?)[ \t]*$")


def _render(values: Values, target: str) -> str:
    account = values.profile or _OWN_NAME
    lines = [f"account {_quoted(account)}", f"host {values.host}", f"port {values.port}", *_tls(values)]
    lines += [f"{key} {_quoted(text)}" for key, text in _texts(values) if text is not None]
    lines += [f"auth {values.mechanism or 'on'}"] if values.secret is not None else ["auth off"]
    if any(len(line.encode()) >= _LINE_OCTETS for line in lines):
        raise CannotHoldError(f"msmtp takes no line of more than {_LINE_OCTETS} octets", "shorten the command")
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
        # Where a command prints the secret it need not stand here; msmtp gives the words to a shell.
        ("passwordeval", values.printed_by) if values.printed_by else ("password", revealed(values.secret)),
    )


def _quoted(text: str) -> str:
    """One outer pair of quotes is taken off and nothing inside is special: no escapes."""
    return f'"{text}"'


class _Accounts(NamedTuple):
    """What a file says of each account, with what it inherits; `default` is the name of the one that needs no naming.

    Where there is an account of that name, it is `default` with what it says beyond.
    """

    by_name: Mapping[str, Mapping[str, str]]
    default: str | None


def _parse(text: str, target: str) -> Values:
    """The account that msmtp takes where none is named; else the first."""
    found = _accounts(text)
    return _values(found, found.default or next(iter(found.by_name)))


def _several(text: str, target: str) -> tuple[Values, ...]:
    found = _accounts(text)
    names = dict.fromkeys([*filter(None, [found.default]), *(name for name in found.by_name if name != _DEFAULT)])
    return tuple(values for name in names if (values := _values(found, name)).host)


def _values(accounts: _Accounts, name: str) -> Values:
    found = accounts.by_name.get(_DEFAULT if name == accounts.default else name, {})
    trust, mechanism, command = found.get("tls_trust_file"), found.get("auth", "off"), found.get("passwordeval")
    return Values(
        host=found.get("host"),
        port=port_in(found.get("port")),
        security=_security(found),
        username=found.get("user"),
        secret=Secret(found["password"]) if "password" in found else None,
        secret_source=_source(command) if command and "password" not in found else None,
        from_address=found.get("from"),
        ehlo_name=found.get("domain"),
        ca_file=None if trust == _SYSTEM_TRUST else trust,
        mechanism=None if mechanism in ("on", "off") else mechanism,
        profile=name if name != _DEFAULT else None,
    )


def _pick(text: str, target: str, values: Values) -> Values:
    """Where the profile's command stands, it stands for the secret."""
    found = _parse(text, target)
    printed = values.printed_by is not None and found.secret_source == _source(values.printed_by)
    return found._replace(secret=values.secret) if printed else found


def _source(command: str) -> str:
    """The command as a place of ours, which is run without a shell."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if shlex.join(words) == command or not _OF_THE_SHELL.search(command):
        return f"command:{command}"
    return f"command:{shlex.join(['sh', '-c', command])}"


def _accounts(text: str) -> _Accounts:
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
            default = (parents[0] or name) if name == _DEFAULT else default
        elif value or key in _SWITCHES:
            current[key] = _unquoted(value) if value else "on"
    # Lines without an account are one without a name.
    return _Accounts(accounts or {_DEFAULT: current}, default)


def _commands(text: str) -> Iterator[tuple[str, str]]:
    for line in lines_of(text):
        if match := _COMMAND.match(line):
            yield match[1], match[2]


def _security(found: Mapping[str, str]) -> Security:
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
    several=_several,
    pick=_pick,
    limit=_limit,
    signs=Signs(
        r"^[ \t]*(?:account|defaults|tls|auth)\b",
        also=r"^[ \t]*host[ \t]+\S",
        places=("/etc/msmtprc", "~/.config/msmtp/config"),
    ),
)
