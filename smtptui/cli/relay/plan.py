"""`smtptui relay plan`, and a plan in words for whoever makes it come true."""

from argparse import ArgumentParser, Namespace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.relay.listening import add_listening_options, asked_listening
from smtptui.cli.relay.opening import add_common, opened
from smtptui.text import printable

if TYPE_CHECKING:
    from smtptui.core.jobs import Job
    from smtptui.model.provider import Provider
    from smtptui.model.relay_listening import Wanted
    from smtptui.model.relay_plan import Change, RelayPlan
    from smtptui.relay.instance import Instance
    from smtptui.secret import Secret

_TOPICS = {
    "relay": "the relay",
    "senders": "senders that the provider would refuse",
    "rate": "the provider's pace",
    "listening": "mail from programs of this machine alone",
    "recipients": "mail to this machine's own users",
    "log": "a log, which this machine lacks",
    "no longer": "of an earlier installation, needed no longer",
}
_STATES = {"new": "new", "changed": "changed", "current": "as it is", "unknown": "only root may read what is there"}


class Asked(NamedTuple):
    """What a plan is made of: the profile's job and provider, its secret, and what the options ask for."""

    job: "Job"
    provider: "Provider"
    secret: "Secret | None"
    direct: bool
    listening: "Wanted | None"


def add_plan_options(parser: ArgumentParser) -> None:
    """The options of every action that begins with a plan."""
    parser.add_argument("profile", nargs="?", metavar="PROFILE", help="the profile (default: the active one)")
    parser.add_argument("--direct", action="store_true", help="deliver to each recipient's own server, without a relay")
    add_listening_options(parser)
    add_common(parser)


async def asked(arguments: Namespace, context: Context) -> Asked:
    """The profile with its secret, and the logins with theirs. Raises ConfigurationError, SecretError, MisuseError."""
    import sys

    from smtptui import providers
    from smtptui.core import profiles
    from smtptui.core.jobs import job_for

    configuration = profiles.load(context.config_path)
    profile = profiles.get(configuration, arguments.profile)
    job = job_for(configuration, profile.name, interactive=sys.stdin.isatty())
    provider = providers.load(profile.provider, configuration.providers_folder)
    fetch = None if arguments.direct else job.fetch_secret
    listening = await asked_listening(arguments)
    return Asked(job, provider, await fetch() if fetch else None, arguments.direct, listening)


async def planned(asked_for: Asked, instance: "Instance | None") -> "RelayPlan":
    """The plan for this Postfix. Raises CannotHoldError."""
    from smtptui.core.relay.planning import plan_for

    job, provider, secret, direct, listening = asked_for
    return await plan_for(job.settings, provider, secret, instance, direct=direct, listening=listening)


def show_plan(console: Console, made: "RelayPlan") -> None:
    """Every change, the warnings after the changes."""
    to = made.relayhost or "each recipient's own server"
    console.data(console.paint(f"{printable(made.profile)} → {to} · {printable(str(made.config_directory))}", "bold"))
    for topic, changes in groupby(made.changes, lambda one: one.topic):
        console.data(f"main.cf, {_TOPICS[topic]}")
        for change in changes:
            _show_change(console, change)
    for table in made.tables:
        console.data(
            f"{printable(str(table.path))}, {table.mode:04o} {table.owner}, {table.map_type}: {_STATES[table.state]}"
        )
        for line in table.lines:
            console.data(console.paint(f"  {printable(line)}", "dim" if table.state == "current" else "green"))
    for note in made.notes:
        console.data(f"  · {printable(note)}")
    if made.packages:
        console.data(f"{console.paint('✘', 'red')} missing: apt install {' '.join(made.packages)}")
    for warning in made.warnings:
        console.data(f"{console.paint('▲', 'yellow')} {printable(warning)}")


def _show_change(console: Console, change: "Change") -> None:
    after = "Postfix's own value" if change.after is None else printable(change.after) or "(empty)"
    before = "?" if change.before is None else printable(change.before) or "(empty)"
    console.data(f"  {change.name}")
    console.data(console.paint(f"    - {before}", "red"))
    console.data(console.paint(f"    + {after}", "green"))


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    return asyncio.run(_plan(arguments, context))


async def _plan(arguments: Namespace, context: Context) -> int:
    from smtptui.core.relay.planning import is_installed

    wanted = await asked(arguments, context)
    is_bare = arguments.instance is None and not is_installed()
    made = await planned(wanted, None if is_bare else await opened(arguments, context.console))
    if arguments.json:
        context.console.json(made.as_json())
        return ExitCode.PASSED
    show_plan(context.console, made)
    if made.is_empty:
        context.console.data(f"{context.console.paint('✔', 'green')} all of it stands already")
    return ExitCode.PASSED


ACTIONS = {"plan": Command("what would make this Postfix a profile's relay; changes nothing", add_plan_options, _run)}
