"""The plan: what makes a Postfix the relay of a profile. Pure: nothing is read, nothing is done."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from smtptui.formats import _postfix
from smtptui.formats._base import Values
from smtptui.formats._verify import rendered_file
from smtptui.formats.postfix import FORMAT
from smtptui.model.provider import Provider
from smtptui.model.relay_plan import Change, RelayPlan, Table, TableState
from smtptui.relay.machine import DEFAULT_TYPE, Machine
from smtptui.relay.rate import rate_of
from smtptui.relay.recipients import RECIPIENT_TABLE, recipient_lines
from smtptui.relay.senders import ENVELOPE_TABLE, HEADER_TABLE, SenderTables, sender_tables
from smtptui.secret import MASK, Secret

LOGIN_TABLE = "sasl_passwd"
TABLES = (LOGIN_TABLE, ENVELOPE_TABLE, HEADER_TABLE, RECIPIENT_TABLE)
_HEAD = "# Made by `smtptui relay install`; `smtptui relay remove` takes it away.\n"
_OWN_LOG = "/var/log/postfix.log"
_DIRECT = {
    "relayhost": "",
    "smtp_tls_security_level": "may",
    "smtp_tls_wrappermode": "no",
    "smtp_sasl_auth_enable": "no",
    "smtp_sasl_password_maps": "",
}
_DIRECT_WARNINGS = (
    "without a relay every recipient's server judges this machine's address: those of clouds and homes are listed",
    "most clouds close port 25 outwards: mail then waits in the queue until it comes back",
    "SPF, DKIM and a PTR record for this machine's address are yours to set up",
)
# Loopback alone: whatever may connect there may send as this machine.
_NULL_CLIENT = {
    "inet_interfaces": "loopback-only",
    "mydestination": "",
    "mynetworks": "127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128",
}
# The parameters that a plan may touch.
MANAGED = (
    *_postfix.parameters(Values()),
    *("smtp_tls_fingerprint_digest", "smtp_tls_fingerprint_cert_match"),
    *("sender_canonical_maps", "sender_canonical_classes", "smtp_header_checks"),
    *("smtp_destination_rate_delay", "smtp_destination_concurrency_limit"),
    *_NULL_CLIENT,
    *("virtual_alias_maps", "maillog_file"),
)


class Wanted(NamedTuple):
    """A value that main.cf shall have, and under which heading it is shown."""

    name: str
    value: str
    topic: str


def plan(values: Values, provider: Provider, machine: Machine, *, direct: bool = False) -> RelayPlan:
    """Every change. Raises CannotHoldError for what main.cf or sasl_passwd cannot hold."""
    senders = None if direct else sender_tables(provider.from_.rule if provider.from_ else None, values.from_address)
    rate, rate_notes = ({}, ()) if direct else rate_of(provider.limits)
    recipients = recipient_lines(machine.host, machine.origin, values.from_address, values.to_address)
    wanted = (
        *_relay(values, direct=direct),
        *_sender_maps(senders, machine),
        *(Wanted(name, value, "rate") for name, value in rate.items()),
        *(Wanted(name, value, "listening") for name, value in _NULL_CLIENT.items()),
        *_recipient_maps(recipients, machine),
        *_log(machine),
    )
    return RelayPlan(
        profile=values.profile or "",
        config_directory=machine.config_directory,
        relayhost="" if direct else _postfix.destination(values),
        changes=tuple(_changes(wanted, machine)),
        tables=tuple(_tables(values, senders, recipients, machine, direct=direct)),
        packages=tuple(_packages(values, machine, direct=direct)),
        notes=(*((senders.note,) if senders else ()), *rate_notes, *_login_note(machine)),
        warnings=_warnings(values, machine, direct=direct),
    )


def _relay(values: Values, *, direct: bool) -> Iterator[Wanted]:
    if direct:
        parameters: Mapping[str, str] = _DIRECT
    else:
        rendered_file("postfix", FORMAT, values, "")
        parameters = {**_postfix.parameters(values), **_fingerprint(values)}
    return (Wanted(name, value, "relay") for name, value in parameters.items())


def _fingerprint(values: Values) -> Mapping[str, str]:
    """A certificate that is trusted by its fingerprint alone, as the profile does."""
    if values.tls_fingerprint is None:
        return {}
    return {
        "smtp_tls_security_level": "fingerprint",
        "smtp_tls_fingerprint_digest": "sha256",
        "smtp_tls_fingerprint_cert_match": values.tls_fingerprint.partition(":")[2].upper(),
    }


def _sender_maps(senders: SenderTables | None, machine: Machine) -> Iterator[Wanted]:
    """The operator's own tables come first."""
    if senders is None:
        return
    own = machine.values.get("sender_canonical_maps", "")
    maps = _with(own, f"regexp:$config_directory/{ENVELOPE_TABLE}")
    yield Wanted("sender_canonical_maps", maps, "senders")
    if maps == f"regexp:$config_directory/{ENVELOPE_TABLE}":
        # The default rewrites Reply-To as well.
        yield Wanted("sender_canonical_classes", "envelope_sender", "senders")
    checks = _with(machine.values.get("smtp_header_checks", ""), f"regexp:$config_directory/{HEADER_TABLE}")
    yield Wanted("smtp_header_checks", checks, "senders")


def _recipient_maps(recipients: tuple[str, ...], machine: Machine) -> Iterator[Wanted]:
    if recipients:
        maps = _with(machine.values.get("virtual_alias_maps", ""), f"regexp:$config_directory/{RECIPIENT_TABLE}")
        yield Wanted("virtual_alias_maps", maps, "recipients")


def _log(machine: Machine) -> Iterator[Wanted]:
    """A file of Postfix's own where nothing would be logged, also when an earlier installation has seen to it."""
    if not machine.has_log or "maillog_file" in machine.own:
        yield Wanted("maillog_file", machine.values.get("maillog_file") or _OWN_LOG, "log")


def _with(own: str, ours: str) -> str:
    return own if ours in own.replace(",", " ").split() else ", ".join(filter(None, (own, ours)))


def _changes(wanted: Iterable[Wanted], machine: Machine) -> Iterator[Change]:
    """What differs, and what an earlier installation set that is wanted no more."""
    kept = set()
    for name, value, topic in wanted:
        kept.add(name)
        before = machine.values.get(name)
        if before != value:
            yield Change(name, before, value, topic)
    for name, own in machine.own.items():
        if name not in kept and machine.values.get(name) == own.after:
            yield Change(name, own.after, own.before, "no longer")


def _tables(
    values: Values, senders: SenderTables | None, recipients: tuple[str, ...], machine: Machine, *, direct: bool
) -> Iterator[Table]:
    if values.secret is not None and not direct:
        yield _login_table(values, machine)
    ours = {RECIPIENT_TABLE: recipients}
    if senders is not None:
        ours |= {ENVELOPE_TABLE: senders.envelope, HEADER_TABLE: senders.header}
    for name, lines in ours.items():
        if lines:
            text = Secret(_HEAD + "".join(f"{line}\n" for line in lines))
            yield _table(name, "regexp", text, lines, machine, 0o644)


def _login_table(values: Values, machine: Machine) -> Table:
    there = machine.table(LOGIN_TABLE).text
    (companion,) = FORMAT.companions
    text = rendered_file("postfix", companion, values, "", there.reveal() if there else None)
    shown = f"{_postfix.destination(values)} {MASK if values.username_is else values.username or ''}:{MASK}"
    map_type = machine.values.get(DEFAULT_TYPE, f"${DEFAULT_TYPE}")
    return _table(LOGIN_TABLE, map_type, Secret(text), (shown,), machine, companion.mode)


def _table(name: str, map_type: str, text: Secret, lines: tuple[str, ...], machine: Machine, mode: int) -> Table:
    there = machine.table(name)
    is_compiled = map_type == "regexp" or there.is_compiled
    if not there.is_readable:
        state = TableState.UNKNOWN
    elif there.text is None:
        state = TableState.NEW
    else:
        state = TableState.CURRENT if there.text == text and is_compiled else TableState.CHANGED
    return Table(machine.config_directory / name, map_type, text, lines, state, mode, is_compiled)


def _packages(values: Values, machine: Machine, *, direct: bool) -> Iterator[str]:
    """By Debian's names."""
    if not machine.has_postfix:
        yield "postfix"
    if values.secret is not None and not direct:
        if not machine.has_sasl:
            yield "libsasl2-modules"
        map_type = machine.values.get(DEFAULT_TYPE)
        if map_type and map_type not in machine.map_types:
            yield f"postfix-{map_type}"
    if values.ca_file is None and not machine.has_trust:
        yield "ca-certificates"


def _login_note(machine: Machine) -> tuple[str, ...]:
    if machine.table(LOGIN_TABLE).is_readable:
        return ()
    return (f"only root may read {LOGIN_TABLE}: whether it changes is not known",)


def _warnings(values: Values, machine: Machine, *, direct: bool) -> tuple[str, ...]:
    if direct:
        return _DIRECT_WARNINGS
    return (*FORMAT.warnings(values, ""), *FORMAT.hindrances(machine.main_cf))
