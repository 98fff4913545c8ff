"""`smtptui export`: a profile in the file that some program reads."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context
from smtptui.cli.exit_codes import ExitCode
from smtptui.errors import MisuseError, WriteError

if TYPE_CHECKING:
    from smtptui.core.export import Export
    from smtptui.core.jobs import Job


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="[PROFILE] FORMAT", help="`smtptui formats` lists the formats")
    parser.add_argument("--target", metavar="VERSION", help="the reader's version (default: the newest)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--output", type=Path, metavar="FILE", help="write FILE; a format that edits keeps the rest of it"
    )
    where.add_argument("--install", action="store_true", help="write where the reader looks, with its owner and mode")
    parser.add_argument("--root", type=Path, metavar="DIR", help="with --install: below DIR in place of /")
    parser.add_argument("--diff", action="store_true", help="show what would change, and write nothing")
    parser.add_argument(
        "--verify", action="store_true", help="say how the file that is there differs, and write nothing"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that the format does not edit")


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    return asyncio.run(_export(arguments, context))


async def _export(arguments: Namespace, context: Context) -> int:
    from smtptui.core.export import deviations, export

    name, job, path = _asked(arguments, context)
    secret = await job.fetch_secret() if job.fetch_secret else None
    if arguments.verify:
        if path is None:
            raise MisuseError("--verify needs to know the file", "add --output FILE or --install")
        return _said(context, path, deviations(name, job.settings, secret, arguments.target, path))
    exported = export(name, job.settings, secret, arguments.target, path)
    for warning in exported.warnings:
        context.console.talk(f"▲ {warning}")
    if arguments.diff:
        for line in exported.diff():
            context.console.data(line)
        return ExitCode.PASSED
    _write(arguments, context, exported, path)
    return ExitCode.PASSED


def _asked(arguments: Namespace, context: Context) -> tuple[str, "Job", Path | None]:
    """Format, profile and file, each checked before anybody is asked for a secret."""
    import sys

    from smtptui import formats
    from smtptui.core import profiles
    from smtptui.core.export import usual_path
    from smtptui.core.jobs import job_for

    *profile, name = arguments.words
    if len(profile) > 1:
        raise MisuseError("one profile goes into one format", "smtptui export [PROFILE] FORMAT")
    if arguments.root and not arguments.install:
        raise MisuseError("--root belongs to --install", "add it, or leave --root out")
    known = formats.load(name)
    path = arguments.output
    if arguments.install:
        if known.path == "-":
            raise MisuseError(f"{name} has no usual place", "choose one with --output FILE")
        path = usual_path(known, arguments.root or Path("/"))
    configuration = profiles.load(context.config_path)
    return name, job_for(configuration, profile[0] if profile else None, interactive=sys.stdin.isatty()), path


def _said(context: Context, path: Path, deviating: list[str]) -> int:
    if not deviating:
        context.console.talk(f"✔ {path} holds what the profile holds")
        return ExitCode.PASSED
    raise WriteError(
        f"{path} differs from the profile in: {', '.join(deviating)}", "export it again, or look with --diff"
    )


def _write(arguments: Namespace, context: Context, exported: "Export", path: Path | None) -> None:
    from smtptui.core.export import install, write

    if path is None:
        context.console.data(exported.text.removesuffix("\n"))
        return
    if exported.would_lose and not arguments.force:
        raise WriteError(
            f"{path} holds more than {exported.name} writes", "--diff shows what would go; --force does it"
        )
    if exported.text == exported.existing:
        context.console.talk(f"✔ {path} holds it already")
        return
    if not arguments.install:
        write(exported, path)
        context.console.talk(f"✔ {path} written and read back")
        return
    placed = install(exported, arguments.root or Path("/"))
    kept = f"; what was there is {placed.backup.name}" if placed.backup else ""
    context.console.talk(f"✔ {placed.path} written and read back{kept}")
    if not placed.owner_kept:
        context.console.talk(f"▲ it belongs to you: its reader expects `chown {exported.format.owner} {placed.path}`")


COMMAND = Command(
    help="write a profile into the file that a program reads",
    description="Writes a profile, with its secret, in the format of a program; on standard output without --output "
    "or --install. Every value is read back by that program's rules before anything is written.",
    configure=_configure,
    run=_run,
)
