"""The plan for a listening side: every file that makes it, added to the plan for the relay. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from smtptui.model.relay_listening import Listening, Login, Wanted
from smtptui.model.relay_plan import CERTIFICATE, KEY, SERVICE, PlannedListening, RelayPlan, Table, TableState
from smtptui.relay.dovecot_files import (
    DATABASE,
    MECHANISM_LIST,
    OUTSIDE,
    account_lines,
    database_lines,
    mechanism_lines,
)
from smtptui.relay.ground import Certificate, Ground
from smtptui.relay.listening_service import MASTER_CF, SOCKET, service_lines, with_service
from smtptui.relay.machine import TableFile
from smtptui.secret import MASK, Secret

ACCOUNTS = "smtptui_logins"
OWN_CERTIFICATE = "smtptui_listening.crt"
OWN_KEY = "smtptui_listening.key"
OWN_FILES = (MASTER_CF, ACCOUNTS, OWN_CERTIFICATE, OWN_KEY)
_HEAD = "# Made by `smtptui relay install --listen`: who may log in. `smtptui relay remove` takes it away.\n"


def with_listening(made: RelayPlan, wanted: Wanted, ground: Ground) -> RelayPlan:
    """The plan with what makes the relay listen as it is wanted."""
    certificate = ground.certificate
    names = tuple(one.name for one in wanted.logins)
    listening = Listening(wanted.at, names, wanted.requires_tls, certificate.path, certificate.key)
    return replace(
        made,
        tables=(*made.tables, *_files(wanted, listening, ground)),
        packages=(*made.packages, *(() if ground.dovecot else ("dovecot-core",))),
        notes=(*made.notes, *_notes(wanted, certificate)),
        warnings=(*made.warnings, *_warnings(wanted, ground)),
        listening=PlannedListening(
            service=listening,
            dovecot=wanted.dovecot,
            fingerprint=certificate.fingerprint,
            names=certificate.names,
            is_self_signed=certificate.is_self_signed,
        ),
    )


def planned_files(config_directory: Path, dovecot: Path) -> tuple[Path, ...]:
    """Every file that such a plan may write."""
    return (*(config_directory / name for name in OWN_FILES), *(dovecot / "conf.d" / name for name in OUTSIDE))


def _files(wanted: Wanted, listening: Listening, ground: Ground) -> Iterator[Table]:
    yield from _certificate_files(ground.certificate)
    yield _accounts(wanted.logins, ground)
    yield from _dovecot_files(wanted, listening, ground)
    text = Secret(with_service(ground.master_cf, listening))
    yield _file(ground.config_directory / MASTER_CF, SERVICE, text, service_lines(listening), ground, 0o644)


def _certificate_files(certificate: Certificate) -> Iterator[Table]:
    if certificate.made is None:
        return
    text, key = certificate.made
    names = ", ".join(certificate.names)
    shown = (f"for {names}, signed by itself, until {certificate.not_after:%Y-%m-%d}",)
    yield Table(certificate.key, KEY, key, (MASK,), TableState.NEW, 0o600, is_compiled=True)
    yield Table(certificate.path, CERTIFICATE, Secret(text), shown, TableState.NEW, 0o644, is_compiled=True)


def _accounts(logins: Iterable[Login], ground: Ground) -> Table:
    lines = account_lines(tuple(logins))
    shown = tuple(f"{line.partition(':')[0]}:{{CRAM-MD5}}{MASK}" for line in lines)
    text = Secret(_HEAD + "".join(f"{line}\n" for line in lines))
    group = ground.dovecot.group if ground.dovecot else "dovecot"
    table = _file(ground.config_directory / ACCOUNTS, "accounts", text, shown, ground, 0o640)
    return replace(table, owner=f"root:{group}")


def _dovecot_files(wanted: Wanted, listening: Listening, ground: Ground) -> Iterator[Table]:
    folder = wanted.dovecot / "conf.d"
    mechanisms = ground.dovecot.mechanisms if ground.dovecot else ("plain",)
    version = ground.dovecot.version if ground.dovecot else "2.3."
    for name, lines in (
        (DATABASE, database_lines(ground.config_directory / ACCOUNTS, listening.names, version)),
        (MECHANISM_LIST, mechanism_lines(mechanisms, ground.queue_directory / SOCKET, ground.mail_owner)),
    ):
        text = Secret("".join(f"{line}\n" for line in lines))
        yield _file(folder / name, "Dovecot", text, lines[1:], ground, 0o644)


def _file(path: Path, kind: str, text: Secret, lines: tuple[str, ...], ground: Ground, mode: int) -> Table:
    there = ground.files.get(path, TableFile())
    if not there.is_readable:
        state = TableState.UNKNOWN
    elif there.text is None:
        state = TableState.NEW
    else:
        state = TableState.CURRENT if there.text == text else TableState.CHANGED
    return Table(path, kind, text, lines, state, mode, is_compiled=True)


def _notes(wanted: Wanted, certificate: Certificate) -> Iterator[str]:
    how = "TLS is required" if wanted.requires_tls else "without TLS only CRAM-MD5 is offered"
    yield f"on {wanted.at} only {', '.join(one.name for one in wanted.logins)} may send, after a login; {how}"
    yield f"where {wanted.at.host} is not set up when Postfix starts, it does not start at all"
    yield f"the accounts hold no password: a CRAM-MD5 hash, which checks all three mechanisms ({ACCOUNTS}, 0640)"
    if certificate.is_self_signed:
        yield f"nobody has signed the certificate: clients must be given it to trust, {certificate.path}"


def _warnings(wanted: Wanted, ground: Ground) -> Iterator[str]:
    certificate = ground.certificate
    if wanted.at.host not in certificate.names:
        known = ", ".join(certificate.names) or "no name at all"
        yield f"the certificate is for {known}: clients must connect by that name, not by {wanted.at.host}"
    if not wanted.requires_tls:
        yield "without TLS, whoever listens in the network reads the mail, and can try words against CRAM-MD5's answers"
    if ground.dovecot and ground.dovecot.protocols:
        served = ", ".join(ground.dovecot.protocols)
        yield f"this Dovecot also serves {served}: its clients there are offered CRAM-MD5 and LOGIN, too"
    if ground.dovecot and not ground.dovecot.version.startswith("2.3."):
        version = ground.dovecot.version
        yield f"what is written for Dovecot {version} was tried with 2.3 alone; if it fails, all of it goes back"
