"""The three files by which Debian's exim4 hands its mail to a relay: shell lines, logins, and macros."""

import re
from collections.abc import Mapping

from smtptui.formats import _shell
from smtptui.formats._base import CannotHoldError, Values, lines_of, revealed
from smtptui.formats._editing import newline_of, refuse_twice, with_lines
from smtptui.smtp.security import Security

# An expansion of exim: whatever its TLS library trusts.
SYSTEM_TRUST = "system"
_MACRO = "REMOTE_SMTP_SMARTHOST_"
PROTOCOL, REQUIRE_TLS = f"{_MACRO}PROTOCOL", f"{_MACRO}HOSTS_REQUIRE_TLS"
TRUST, NAMES = f"{_MACRO}TLS_VERIFY_CERTIFICATES", f"{_MACRO}TLS_VERIFY_HOSTS"
HELO, CLEAR = "REMOTE_SMTP_HELO_DATA", "AUTH_CLIENT_ALLOW_NOTLS_PASSWORDS"
BLANKS = " \t\r\v\f"
_DEFINITION = re.compile(r"([A-Z][A-Za-z0-9_]*)[ \t]*==?[ \t]*(.*?)[ \t]*$")


def router(values: Values) -> Mapping[str, str]:
    """Shell variables of update-exim4.conf.conf. A colon within the host is doubled, the port stands behind two."""
    host = (values.host or "").replace(":", "::")
    return {"dc_eximconfig_configtype": "smarthost", "dc_smarthost": f"{host}::{values.port}"}


def host_and_port_in(smarthost: str) -> tuple[str | None, str]:
    """A relay's host, and its port in figures."""
    host, separator, port = smarthost.rpartition("::")
    return ((host if separator else smarthost).replace("::", ":") or None, port if separator else "")


def macros(values: Values) -> Mapping[str, str]:
    """What exim4.conf.localmacros has to say: exim's own defaults go on in the clear and with any certificate."""
    clear = values.security is Security.NONE
    known = {
        PROTOCOL: "smtps" if values.security is Security.TLS else "smtp",
        REQUIRE_TLS: "" if clear else "*",
        TRUST: values.ca_file or SYSTEM_TRUST,
        NAMES: "*",
    }
    if clear:
        known[CLEAR] = "1"
    return known if values.ehlo_name is None else {**known, HELO: values.ehlo_name}


def variables_in(text: str) -> Mapping[str, str]:
    """What update-exim4.conf.conf says."""
    return _shell.assignments(text)


def macros_in(text: str) -> Mapping[str, str]:
    """What exim4.conf.localmacros defines."""
    matches = (_DEFINITION.match(line) for line in lines_of(text))
    return {match[1]: match[2] for match in matches if match}


def put_variables(text: str, values: Mapping[str, str]) -> str:
    """Shell assignments, a line each. Raises CannotHoldError where one is there twice."""
    return _put(text, {name: f"{name}={_shell.single_quoted(value)}" for name, value in values.items()}, "=")


def put_macros(text: str, values: Mapping[str, str]) -> str:
    """Definitions, a line each; what lets the login go out in the clear goes."""
    if CLEAR not in values:
        text = "".join(line for line in text.splitlines(keepends=True) if not re.match(rf"{CLEAR}[ \t]*=", line))
    return _put(text, {name: f"{name} = {value}".rstrip() for name, value in values.items()}, "[ \t]*=")


def put_login(text: str, values: Values) -> str:
    """passwd.client with our line before the others, and no other line of the same host."""
    key = f"{_key(values)}:"
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(key)]
    at = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    newline = newline_of(text)
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += newline
    return "".join([*lines[:at], login(values), newline, *lines[at:]])


def login(values: Values) -> str:
    """The line of passwd.client."""
    return f"{_key(values)}:{values.username or ''}:{revealed(values.secret) or ''}"


def _key(values: Values) -> str:
    """The host as the lookup compares it; one with colons in quotes."""
    host = (values.host or "").lower()
    return f'"{host}"' if ":" in host else host


def _put(text: str, wanted: Mapping[str, str], sign: str) -> str:
    lines = text.split("\n")
    missing = []
    for name, written in wanted.items():
        places = [at for at, line in enumerate(lines) if re.match(rf"{name}{sign}", line)]
        refuse_twice(name, [at + 1 for at in places])
        if not places:
            missing.append(written)
        elif lines[places[0]].rstrip().endswith("\\"):
            raise CannotHoldError(f"line {places[0] + 1} goes on in the next one", "put its value on one line")
        else:
            lines[places[0]] = written + ("\r" if lines[places[0]].endswith("\r") else "")
    return with_lines("\n".join(lines), missing)
