"""`smtptui relay install` and `smtptui relay remove`: every change is shown before it is made."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.relay.listening import show_checks, show_client
from smtptui.cli.relay.opening import add_common, opened
from smtptui.cli.relay.plan import Asked, add_plan_options, asked, planned, show_plan
from smtptui.errors import MisuseError
from smtptui.text import printable

if TYPE_CHECKING:
    from smtptui.core.relay.listening_proof import Check
    from smtptui.core.relay.proof import Proof
    from smtptui.model.relay_plan import RelayPlan
    from smtptui.model.relay_removal import Removal
    from smtptui.relay.instance import Instance
    from smtptui.smtp.message import Message


def _configure(parser: ArgumentParser) -> None:
    add_plan_options(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--prove", action="store_true", help="send the proof also where nothing had to be changed")


def _configure_remove(parser: ArgumentParser) -> None:
    add_common(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    return asyncio.run(_install(arguments, context))


async def _install(arguments: Namespace, context: Context) -> int:
    from smtptui.core.relay.install import check_possible, check_root, install
    from smtptui.core.relay.proof import proving_message

    check_root()
    wanted, console = await asked(arguments, context), context.console
    instance = await _opened(arguments, console)
    work = _Work(arguments, console, wanted, instance, await planned(wanted, instance))
    message = proving_message(wanted.job.settings, work.made.relayhost)
    if work.made.is_empty:
        console.talk("✔ all of it stands already: nothing was changed")
        if arguments.prove:
            await work.check()
            return await work.proved(message)
        return work.say()
    if not arguments.json:
        show_plan(console, work.made)
    await check_possible(instance, work.made)
    _agree(arguments, "Change this Postfix so?")
    for copy in await install(instance, work.made, work.check):
        console.talk(f"· what was there: {printable(str(copy))}")
    console.talk(f"✔ changed, checked and loaded; {message.forward_paths[0]} is sent a message through it …")
    return await work.proved(message)


async def _opened(arguments: Namespace, console: Console) -> "Instance":
    """The relay, once what a killed installation or removal has left is put right."""
    from smtptui.core.relay.undertaking import put_right

    instance = await opened(arguments, console)
    for one in await put_right(instance):
        words = "stays: somebody else has changed it since" if one.foreign else "is as it was before"
        console.talk(f"▲ a change of this relay was killed half-way: {printable(one.path.name)} {words}")
    return instance


class _Work:
    """An installation, and what was found when it was tried."""

    def __init__(
        self, arguments: Namespace, console: Console, wanted: Asked, instance: "Instance", made: "RelayPlan"
    ) -> None:
        self._arguments = arguments
        self._console = console
        self._wanted = wanted
        self._instance = instance
        self._checks: tuple[Check, ...] = ()
        self.made = made

    async def check(self) -> None:
        """Try the listening side, where there is one. Raises ConfigurationError."""
        if self.made.listening is None or self._wanted.listening is None:
            return
        from smtptui.core.relay.listening_proof import checked_listening

        self._checks = await checked_listening(self.made.listening, self._wanted.listening.logins)
        if not self._arguments.json:
            show_checks(self._console, self._checks)

    def say(self, proof: "Proof | None" = None) -> int:
        """All of it as JSON, where that is asked for."""
        if self._arguments.json:
            checks = {"checks": [one._asdict() for one in self._checks]} if self.made.listening else {}
            changed = {"plan": self.made.as_json(), "changed": proof is not None and not self.made.is_empty}
            self._console.json({**changed, **checks, "proof": proof.as_json() if proof else None})
        return ExitCode.PASSED

    async def proved(self, message: "Message") -> int:
        """Send the message and tell what became of it; the exit code says so, too."""
        proof = await self._proof(message)
        self.say(proof)
        if not self._arguments.json:
            _show_proof(self._console, proof)
            if self.made.listening is not None and proof.is_sent:
                show_client(self._console, self.made.listening)
        return _code(proof)

    async def _proof(self, message: "Message") -> "Proof":
        """Through the listening side where there is one, as an application sends, else by sendmail."""
        from smtptui.core.relay.proof import prove

        if self.made.listening is None or self._wanted.listening is None:
            return await prove(self._instance, message, self._tell)
        from smtptui.core.relay.listening_proof import prove_listening

        login, settings = self._wanted.listening.logins[0], self._wanted.job.settings
        return await prove_listening(
            self._instance, self.made.listening, login, settings, self.made.relayhost, self._tell
        )

    def _tell(self, words: str) -> None:
        self._console.talk(f"· {printable(words)}; ^C stops waiting, and everything stays as it is")


def _show_proof(console: Console, proof: "Proof") -> None:
    if proof.delivery is None:
        console.data(f"{console.paint('▲', 'yellow')} unproved: {printable(proof.silence or '')}")
        console.data(f"  → look for {printable(proof.message_id)} in the recipient's mailbox, or in Postfix's log")
        return
    where = f"{proof.queue_id} by {printable(proof.delivery.relay or 'nobody')}"
    if proof.is_sent:
        console.data(f"{console.paint('✔', 'green')} sent: {where}: {proof.delivery.reason}")
        return
    console.data(console.paint(f"{where}, {proof.delivery.status}: {proof.delivery.reason}", "dim"))
    if proof.diagnosis is not None:
        console.data(f"{console.paint('✘', 'red')} {console.paint(proof.diagnosis.summary, 'bold')}")
        for step in proof.diagnosis.fix.splitlines():
            console.data(f"    → {step}")
    if proof.was_removed:
        console.talk("· the message was taken out of the queue: nothing retries it")
    console.talk("· the configuration stays: mend the cause and run `smtptui relay install --prove`, or `relay remove`")


def _code(proof: "Proof") -> int:
    """The stage that failed between the relay and its provider, as for a probe."""
    if proof.is_sent:
        return ExitCode.PASSED
    if proof.delivery is None:
        return ExitCode.UNKNOWN_OUTCOME
    stage = (proof.stage or "").upper()
    return ExitCode[stage] if stage in ExitCode.__members__ else ExitCode.SOME_FAILED


def _agree(arguments: Namespace, question: str) -> None:
    """Raises MisuseError where nobody can be asked, or who is says no."""
    if arguments.yes:
        return
    if not sys.stdin.isatty():
        raise MisuseError("nobody can be asked here", "without a terminal to ask on, say --yes")
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise MisuseError("not agreed to", "nothing was changed")


def _run_remove(arguments: Namespace, context: Context) -> int:
    import asyncio

    return asyncio.run(_remove(arguments, context.console))


async def _remove(arguments: Namespace, console: Console) -> int:
    from smtptui.core.relay.install import check_root
    from smtptui.core.relay.removal import removal_of, remove

    check_root()
    instance = await _opened(arguments, console)
    removal = removal_of(instance)
    if removal is None:
        console.talk("✔ nothing was installed here: nothing was changed")
        if arguments.json:
            console.json(None)
        return ExitCode.PASSED
    if not arguments.json:
        _show_removal(console, removal)
    _agree(arguments, "Take it back so?")
    await remove(instance, removal)
    if arguments.json:
        console.json(removal.as_json())
    console.talk("✔ taken back, checked and loaded; what waits in the queue goes the way it went before")
    return ExitCode.PASSED


def _show_removal(console: Console, removal: "Removal") -> None:
    how = "byte for byte as it was" if removal.is_whole else "edited since: only what was installed goes"
    console.data(console.paint(f"the relay of {printable(removal.profile)} is taken back; main.cf: {how}", "bold"))
    for change in removal.changes:
        after = "not in main.cf" if change.after is None else printable(change.after) or "(empty)"
        console.data(f"  {change.name}")
        console.data(console.paint(f"    - {printable(change.before or '') or '(empty)'}", "red"))
        console.data(console.paint(f"    + {after}", "green"))
    for name, value in removal.kept:
        console.data(f"{console.paint('▲', 'yellow')} {name} = {printable(value)} stays: it was changed since")
    if removal.ends_listening:
        console.data("  master.cf loses the service that listens to the private network")
    for words, names in (("goes", removal.removed_tables), ("gets its former content", removal.restored_tables)):
        for name in names:
            console.data(f"  {name} {words}")
    for name in removal.kept_tables:
        console.data(f"{console.paint('▲', 'yellow')} {name} stays: it was changed since; it may hold the login")
    for name in removal.kept_copies:
        console.data(f"  {name} stays: what was there before stands in it alone")


ACTIONS = {
    "install": Command(
        "make it the relay of a profile, and prove it by a message; asks first (root)", _configure, _run
    ),
    "remove": Command("take an installation back; asks first (root)", _configure_remove, _run_remove),
}
