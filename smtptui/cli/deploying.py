"""`smtptui export --deployment`: several files in one go, one line of summary for each."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.cli.command import Context
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.placed_words import became, too_open
from smtptui.cli.real_view import say_real
from smtptui.errors import MisuseError, WriteError

if TYPE_CHECKING:
    from smtptui.core.exporting.deployment import Plan
    from smtptui.core.exporting.export import Export, Rendering
    from smtptui.store.placing import Placed


async def export_deployment(arguments: Namespace, context: Context) -> int:
    """Carry out the command. Raises SmtptuiError; then nothing was written."""
    import sys

    from smtptui.core import profiles
    from smtptui.core.exporting import deployment

    profile = _profile(arguments)
    configuration = profiles.load(context.config_path)
    known = deployment.deployment_named(configuration, arguments.deployment)
    root = arguments.root or Path("/")
    parts = deployment.asked(configuration, known, profile, root, interactive=sys.stdin.isatty())
    secrets = await deployment.ask_secrets(parts)
    if arguments.verify_real:
        return say_real(context, deployment.planned(parts, secrets, together=False).exports)
    if arguments.verify:
        return _say_differing(context, deployment.planned(parts, secrets, together=False).deviations())
    if not arguments.diff:
        _say_repaired(context)
    plan = deployment.planned(parts, secrets)
    if arguments.diff:
        return _show(context, plan)
    _refuse_losses(plan, arguments)
    _say_deployed(context, plan, deployment.deploy(plan, root))
    return ExitCode.PASSED


def _profile(arguments: Namespace) -> str | None:
    if arguments.output or arguments.install or arguments.target:
        raise MisuseError("a deployment has paths and targets of its own", "leave --output, --install, --target out")
    if len(arguments.words) > 1:
        raise MisuseError("a deployment names its formats itself", "smtptui export --deployment NAME [PROFILE]")
    return arguments.words[0] if arguments.words else None


def _say_repaired(context: Context) -> None:
    from smtptui.core.exporting.deployment import repaired

    for one in repaired():
        if one.foreign:
            context.console.talk(f"▲ {one.path}: a deployment was killed here, and somebody changed it since: it stays")
            continue
        became = "its new content stays" if one.finished else "what was there before is there again"
        context.console.talk(f"▲ {one.path}: a deployment was killed here; {became}")


def _say_differing(context: Context, found: "Sequence[tuple[Export, Sequence[str]]]") -> int:
    for one, fields in found:
        for words in filter(None, (*one.hindrances, *map(too_open, one.files))):
            context.console.talk(f"▲ {one.name}: {words}")
        mark, words = ("✘", f"differs in {', '.join(fields)}") if fields else ("✔", "holds what the profile holds")
        paths = " and ".join(str(file.path) for file in one.files)
        context.console.talk(f"{mark} {one.name}  {paths}  {words}")
    differing = sum(bool(fields) for _, fields in found)
    if differing:
        raise WriteError(f"{differing} of {len(found)} formats differ", "export them again, or look with --diff")
    return ExitCode.PASSED


def _show(context: Context, plan: "Plan") -> int:
    _warn(context, plan)
    for one in plan.exports:
        context.console.data(f"# {one.name} {one.files[0].path}")
        for line in one.diff():
            context.console.data(line)
    return ExitCode.PASSED


def _warn(context: Context, plan: "Plan") -> None:
    for one in plan.exports:
        for warning in one.warnings:
            context.console.talk(f"▲ {one.name}: {warning}")


def _refuse_losses(plan: "Plan", arguments: Namespace) -> None:
    for path, file in plan.files.items():
        if file.would_lose and not arguments.force:
            raise WriteError(
                f"{path} holds more than {file.format.title} writes",
                "nothing was written: --diff shows what would go; --force does it",
            )


def _say_deployed(context: Context, plan: "Plan", placed: "Mapping[Path, Placed]") -> None:
    _warn(context, plan)
    for path, file in plan.files.items():
        names = ", ".join(one.name for one in plan.exports if path in (own.path for own in one.files))
        context.console.talk(f"✔ {names}  {path}  {_became(file, placed.get(path))}")
    for one in plan.exports:
        if any(file.path in placed for file in one.files):
            for command in one.format.afterwards:
                context.console.talk(f"▲ then: {command}")


def _became(file: "Rendering", placed: "Placed | None") -> str:
    if placed is None:
        return "holds it already"
    foreign = "" if placed.owner_kept else f"; it belongs to you, its reader expects `chown {file.format.owner}`"
    return f"{became(file, placed)}{foreign}"
