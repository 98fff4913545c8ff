"""`smtptui relay status`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.relay.opening import add_common, opened
from smtptui.cli.relay.words import age, counted
from smtptui.model.relay_listening import MECHANISMS
from smtptui.text import printable

if TYPE_CHECKING:
    from smtptui.model.relay import NextHop, QueueView, RelayStatus, WaitingReason
    from smtptui.model.relay_listening import Listening

_SHOWN_REASONS = 10
_SHOWN_LENGTH = 200
_SECURITY = {
    "tls": "TLS",
    "starttls": "STARTTLS required",
    "opportunistic": "STARTTLS where it is offered",
    "none": "no encryption",
}


def _configure(parser: ArgumentParser) -> None:
    add_common(parser)


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    return asyncio.run(_status(arguments, context.console))


async def _status(arguments: Namespace, console: Console) -> int:
    from smtptui.core.relay.status import status

    seen = await status(await opened(arguments, console), number=0)
    if arguments.json:
        console.json(seen.as_json())
    else:
        _show(console, seen)
    return ExitCode.PASSED if seen.is_running else ExitCode.CONNECT


def _show(console: Console, seen: "RelayStatus") -> None:
    pid = f", pid {seen.pid}" if seen.pid else ""
    state = f"{console.paint('✔', 'green')} running{pid}" if seen.is_running else f"{console.paint('✘', 'red')} stopped"
    console.data(f"{state} · Postfix {printable(seen.version)} · {printable(seen.config_directory)}")
    for name, value in _facts(seen):
        console.data(f"  {name:<10}{value}")
    for reason in seen.queue.reasons[:_SHOWN_REASONS] if seen.queue else ():
        show_reason(console, reason)
    if seen.queue and (rest := len(seen.queue.reasons) - _SHOWN_REASONS + seen.queue.other_reasons) > 0:
        console.data(console.paint(f"and {rest:,} more reasons; --json lists them", "dim"))


def _facts(seen: "RelayStatus") -> Iterator[tuple[str, str]]:
    if seen.is_unfinished:
        yield "▲ half-way", "an installation was killed, or is under way; `relay install` or `remove` puts it right"
    where = ", ".join(str(one) for one in seen.listeners) or "nowhere: mail comes in by sendmail alone"
    yield "listens", where if seen.is_running else f"would listen: {where}"
    if seen.logins is not None:
        yield "logins", logins_in_words(seen.logins)
    if seen.logins_are_checked is False:
        yield "▲ refused", "every login: no Dovecot answers Postfix; start it"
    for one in seen.strangers:
        yield "▲ taken", f"another mail server answers on {one.listener}: {one.greeting}"
    yield "hands to", _next_hop(seen.next_hop)
    yield "log", printable(seen.log)
    yield "queue", _queue(seen.queue)


def logins_in_words(at: "Listening") -> str:
    """Who may log in where, and by what."""
    mechanisms = ", ".join(MECHANISMS)
    how = f"{mechanisms}, over {'TLS from the start' if at.has_implicit_tls else 'STARTTLS'} alone"
    if not at.requires_tls:
        how = f"{mechanisms}; without TLS {MECHANISMS[0]} alone"
    return printable(f"{', '.join(at.names)} on {at.at} · {how}")


def _next_hop(hop: "NextHop") -> str:
    login = "logs in" if hop.logs_in else "no login"
    tables = f"tables of type {hop.map_type}" if hop.map_type else "no tables"
    to = hop.relayhost or "each recipient's own server: no relay host"
    level = f" ({hop.tls_level})" if hop.security != "none" else ""
    return printable(f"{to} · {_SECURITY[hop.security]}{level} · {login} · {tables}")


def _queue(queue: "QueueView | None") -> str:
    if queue is None:
        return "only root can look while Postfix does not run"
    damaged = f" · {queue.damaged_lines:,} lines of it could not be read" if queue.damaged_lines else ""
    oldest = f" · the oldest for {age(queue.oldest_at)}" if queue.oldest_at else ""
    return f"{counted(queue.counts)}{oldest}{damaged}"


def show_reason(console: Console, reason: "WaitingReason") -> None:
    """One reason in the manner of `smtptui diagnose`."""
    words = reason.text[:_SHOWN_LENGTH] + ("…" if len(reason.text) > _SHOWN_LENGTH else "")
    console.data(console.paint(f"{reason.messages:,} × {words}", "dim"))
    console.data(f"  {console.paint(reason.diagnosis.summary, 'bold')}")
    for step in reason.diagnosis.fix.splitlines():
        console.data(f"    → {step}")


ACTIONS = {"status": Command("whether it runs, where it listens, what waits and why", _configure, _run)}
