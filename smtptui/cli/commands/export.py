"""`smtptui export`: a profile in the file that some program reads."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.placed_words import became, everybody_reads, too_open
from smtptui.errors import MisuseError, WriteError

if TYPE_CHECKING:
    from smtptui.core.exporting.export import Export, Rendering
    from smtptui.core.exporting.places import Places
    from smtptui.core.jobs import Job
    from smtptui.formats._base import Format
    from smtptui.store.placing import Placed


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="[PROFILE] FORMAT", help="`smtptui formats` lists the formats")
    parser.add_argument("--deployment", metavar="NAME", help="the formats and paths of [deployments.NAME], all or none")
    parser.add_argument("--target", metavar="VERSION", help="the reader's version (default: the newest)")
    parser.add_argument("--with-secret", action="store_true", help="toml: the secret too, in the clear, beside it")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--output", type=Path, metavar="FILE", help="write FILE; a format that edits keeps the rest of it"
    )
    where.add_argument("--install", action="store_true", help="write where the reader looks, with its owner and mode")
    parser.add_argument(
        "--root", type=Path, metavar="DIR", help="with --install or --deployment: below DIR in place of /"
    )
    parser.add_argument("--diff", action="store_true", help="show what would change, and write nothing")
    parser.add_argument(
        "--verify", action="store_true", help="say how the file that is there differs, and write nothing"
    )
    # A name with "=" in it, for an option with an optional value would swallow the format behind it.
    parser.add_argument(
        "--verify=real", dest="verify_real", action="store_true", help="ask the file's real readers too, if any is here"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that the format does not edit")


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    if arguments.deployment is not None:
        from smtptui.cli.deploying import export_deployment

        return asyncio.run(export_deployment(arguments, context))
    if not arguments.words:
        raise MisuseError("no format is named", "smtptui export [PROFILE] FORMAT; `smtptui formats` lists them")
    return asyncio.run(_export(arguments, context))


async def _export(arguments: Namespace, context: Context) -> int:
    from smtptui.cli.real_view import say_real
    from smtptui.core.exporting.export import deviations, export, needs_secret

    name, job, places = _asked(arguments, context)
    secret = await job.fetch_secret() if job.fetch_secret and needs_secret(name, arguments.target) else None
    exported = export(name, job.settings, secret, arguments.target, places)
    if arguments.verify_real:
        return say_real(context, [exported])
    if arguments.verify:
        return _said(context, exported, deviations(exported))
    for warning in exported.warnings:
        context.console.talk(f"▲ {warning}")
    if arguments.diff:
        for line in exported.diff():
            context.console.data(line)
        return ExitCode.PASSED
    _write(arguments, context, exported)
    return ExitCode.PASSED


def _asked(arguments: Namespace, context: Context) -> tuple[str, "Job", "Places"]:
    """Format, profile and the places of its files, each checked before anybody is asked for a secret."""
    import sys

    from smtptui import formats
    from smtptui.core import profiles
    from smtptui.core.jobs import job_for
    from smtptui.formats._verify import checked_target

    *profile, name = arguments.words
    if len(profile) > 1:
        raise MisuseError("one profile goes into one format", "smtptui export [PROFILE] FORMAT")
    if arguments.root and not arguments.install:
        raise MisuseError("--root belongs to --install", "add it, or leave --root out")
    verifies = arguments.verify or arguments.verify_real
    if verifies and arguments.output is None and not arguments.install:
        raise MisuseError("--verify needs to know the file", "add --output FILE or --install")
    known = formats.load(name)
    if arguments.with_secret:
        arguments.target = _with_secret(arguments, known)
    checked_target(name, known, arguments.target)
    configuration = profiles.load(context.config_path)
    job = job_for(configuration, profile[0] if profile else None, interactive=sys.stdin.isatty())
    return name, job, _places(arguments, name, known)


def _with_secret(arguments: Namespace, known: "Format") -> str:
    from smtptui.formats.toml import WITH_SECRET

    if WITH_SECRET not in known.targets or arguments.target not in (None, WITH_SECRET):
        raise MisuseError("--with-secret belongs to toml", "other formats hold the secret where their reader needs it")
    return WITH_SECRET


def _places(arguments: Namespace, name: str, known: "Format") -> "Places":
    from smtptui.core.exporting.places import beside, installed, nowhere

    if arguments.install and not known.has_usual_path:
        raise MisuseError(f"{name} has no usual place", "choose one with --output FILE")
    if arguments.install:
        return installed(arguments.root or Path("/"))
    return beside(arguments.output, known) if arguments.output else nowhere


def _said(context: Context, exported: "Export", deviating: list[str]) -> int:
    paths = " and ".join(str(one.path) for one in exported.files)
    for words in (*exported.hindrances, *map(too_open, exported.files)):
        _warn(context, words)
    if not deviating:
        context.console.talk(f"✔ {paths}: what the profile holds")
        return ExitCode.PASSED
    raise WriteError(
        f"what stands in {paths} differs from the profile in: {', '.join(deviating)}",
        "export it again, or look with --diff",
    )


def _write(arguments: Namespace, context: Context, exported: "Export") -> None:
    if exported.files[0].path is None:
        for one in exported.files:
            if len(exported.files) > 1:
                context.console.data(f"# {one.format.title if one.format.path == '-' else one.format.path}")
            context.console.data(one.text.removesuffix("\n"))
        return
    for one in exported.files:
        if one.would_lose and not arguments.force:
            raise WriteError(
                f"{one.path} holds more than {exported.name} writes", "--diff shows what would go; --force does it"
            )
    _write_files(arguments, context, exported)
    if any(one.is_new for one in exported.files):
        for command in exported.format.afterwards:
            context.console.talk(f"▲ then: {command}")


def _write_files(arguments: Namespace, context: Context, exported: "Export") -> None:
    from smtptui.core.exporting.writing import install, write

    placed = install(exported, arguments.root or Path("/")) if arguments.install else {}
    # Its own file comes last: until then the reader knows nothing of the others.
    for one in reversed(exported.files):
        if not one.is_new:
            context.console.talk(f"✔ {one.path} holds it already")
            _warn(context, too_open(one))
        elif one.path is not None and one.path in placed:
            _say_placed(context, one, placed[one.path])
        else:
            write(one)
            context.console.talk(f"✔ {one.path} written and read back")
            _warn(context, everybody_reads(one.path) if one.path else None)


def _warn(context: Context, words: str | None) -> None:
    if words:
        context.console.talk(f"▲ {words}")


def _say_placed(context: Context, file: "Rendering", placed: "Placed") -> None:
    context.console.talk(f"✔ {placed.path} {became(file, placed)}")
    if not placed.owner_kept:
        context.console.talk(f"▲ it belongs to you: its reader expects `chown {file.format.owner} {placed.path}`")


COMMAND = Command(
    help="write a profile into the file that a program reads",
    description="Writes a profile, with its secret, in the format of a program; on standard output without --output "
    "or --install. Every value is read back by that program's rules before anything is written.",
    configure=_configure,
    run=_run,
)
