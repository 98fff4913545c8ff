"""The service of master.cf that listens to a private network: written, found again and taken out; all else stays.

Everything that decides who may send stands in the service itself, so that nothing in main.cf opens it to others.
"""

import re
from pathlib import Path

from smtptui.model.relay import Listener
from smtptui.model.relay_listening import Listening

MASTER_CF = "master.cf"
# In the queue's folder private/, where Postfix's own users alone get (SASL_README).
SOCKET = "private/smtptui-auth"
_BEGIN = "# Made by `smtptui relay install --listen`; `smtptui relay remove` takes it away.\n"
_END = "# The end of what smtptui made.\n"
# It begins with a line end of its own, for a file whose last line has none: what is taken out is what was put in.
_BLOCK = re.compile(f"\n{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
_NAME = re.compile(r"^\[([^\]]+)\]:(\d+) inet ", re.MULTILINE)
_OPTION = re.compile(r"^  -o \{ (\w+) = (.*) \}$", re.MULTILINE)
_PERMITTED = re.compile(r"([^\s,{}=]+)=permit_sasl_authenticated")
# What main.cf may say of these would hold here, too.
_CLOSED = (
    *("smtpd_client_restrictions", "smtpd_helo_restrictions", "smtpd_sender_restrictions"),
    *("smtpd_recipient_restrictions", "smtpd_end_of_data_restrictions"),
    # Who may say who somebody else is could say that somebody has logged in (XCLIENT_README).
    *("smtpd_authorized_xclient_hosts", "smtpd_authorized_xforward_hosts"),
)


def service_lines(listening: Listening) -> tuple[str, ...]:
    """The service, a line for its name and one for each parameter."""
    options = tuple(f"  -o {{ {name} = {value} }}" for name, value in _parameters(listening).items())
    return (f"[{listening.at.host}]:{listening.at.port} inet n - n - - smtpd", *options)


def _parameters(listening: Listening) -> dict[str, str]:
    names = ", ".join(f"{name}=permit_sasl_authenticated" for name in listening.names)
    # Not whoever Dovecot lets in, which may be all users of this machine: these names alone.
    those_alone = f"check_sasl_access inline:{{ {names} }}, reject"
    return {
        **_tls(listening),
        "smtpd_sasl_auth_enable": "yes",
        "smtpd_sasl_type": "dovecot",
        "smtpd_sasl_path": SOCKET,
        # Without TLS, what would show the password is not even offered.
        "smtpd_sasl_security_options": "noanonymous, noplaintext",
        "smtpd_sasl_tls_security_options": "noanonymous",
        "smtpd_sasl_mechanism_filter": "cram-md5, plain, login",
        "smtpd_relay_restrictions": those_alone,
        # RFC 5321 section 4.5.1: Postfix takes "postmaster" from everybody, before it asks for anything.
        "smtpd_data_restrictions": those_alone,
        **dict.fromkeys(_CLOSED, ""),
        "smtpd_delay_reject": "yes",
        "smtpd_etrn_restrictions": "reject",
        "disable_vrfy_command": "yes",
    }


def _tls(listening: Listening) -> dict[str, str]:
    level = "encrypt" if listening.requires_tls or listening.has_implicit_tls else "may"
    return {
        "smtpd_tls_security_level": level,
        "smtpd_tls_wrappermode": "yes" if listening.has_implicit_tls else "no",
        "smtpd_tls_auth_only": "no" if level == "may" else "yes",
        "smtpd_tls_chain_files": ", ".join(dict.fromkeys((str(listening.key), str(listening.certificate)))),
    }


def with_service(master_cf: str, listening: Listening) -> str:
    """master.cf with this service in place of the one that was installed before."""
    lines = "".join(f"{line}\n" for line in service_lines(listening))
    return f"{without_service(master_cf)}\n{_BEGIN}{lines}{_END}"


def without_service(master_cf: str) -> str:
    """master.cf as it would be had nothing been installed."""
    return _BLOCK.sub("", master_cf)


def service_in(master_cf: str) -> Listening | None:
    """The service that was installed; None where there is none, or where nobody can read any more what it does."""
    block = _BLOCK.search(master_cf)
    name = _NAME.search(block[0]) if block else None
    if block is None or name is None:
        return None
    options = dict(_OPTION.findall(block[0]))
    files = [Path(one) for one in options.get("smtpd_tls_chain_files", "").split(", ")]
    return Listening(
        at=Listener(name[1], int(name[2])),
        names=tuple(_PERMITTED.findall(options.get("smtpd_relay_restrictions", ""))),
        requires_tls=options.get("smtpd_tls_security_level") != "may",
        certificate=files[-1],
        key=files[0],
    )
