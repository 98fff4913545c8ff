"""`smtptui import`: settings that stand in another program's file, as a profile."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smtptui.cli.command import Command, Context
from smtptui.cli.exit_codes import ExitCode
from smtptui.errors import MisuseError
from smtptui.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smtptui.core.importing import Imported
    from smtptui.core.importing.keeping import Planned
    from smtptui.core.importing.source import Source
    from smtptui.model.provider import Provider
    from smtptui.model.secret_source import SecretSource


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE|URL|-",
        help="`-` is standard input, `env:` the environment; of several files (Postfix has two) the first counts first",
    )
    parser.add_argument("--format", metavar="NAME", help="what it is, where that does not show (`smtptui formats`)")
    parser.add_argument("--target", metavar="VERSION", help="the version of the program that reads it")
    parser.add_argument("--as", "--name", dest="name", metavar="PROFILE", help="the name of the profile")
    parser.add_argument("--account", metavar="NAME", help="of a file with several accounts, this one alone")
    parser.add_argument(
        "--secret-store",
        metavar="WHERE",
        help="where the secret goes: keyring, file:PATH, env:NAME, command:COMMAND or none",
    )
    parser.add_argument(
        "--from-iam-key", action="store_true", help="for Amazon SES: derive the SMTP password, and keep only that"
    )
    parser.add_argument("--force", action="store_true", help="replace a profile or a secret that says something else")
    parser.add_argument("--dry-run", action="store_true", help="show what is in it, and write nothing")
    parser.add_argument("--scan", action="store_true", help="list what this machine has to import, and read none of it")
    parser.add_argument("--root", type=Path, metavar="DIR", help="with --scan: below DIR in place of /")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _run(arguments: Namespace, context: Context) -> int:
    if arguments.root and not arguments.scan:
        raise MisuseError("--root belongs to --scan", "add it, or leave --root out")
    if arguments.scan:
        from smtptui.cli.scan_view import scan

        chosen = scan(context.console, arguments.root or Path("/"), as_json=arguments.json)
        if chosen is None:
            return ExitCode.PASSED
        arguments.files = [chosen]
    if not arguments.files:
        raise MisuseError("there is nothing to import", "name a FILE, a URL or `-`; --scan lists what there is")
    return _import(arguments, context)


def _import(arguments: Namespace, context: Context) -> int:
    from smtptui import providers
    from smtptui.core.importing import report
    from smtptui.store.paths import providers_folder

    if arguments.secret_store:
        from smtptui.cli.secret_place import place_in

        place_in(arguments.secret_store)
    catalogue = {one.name: one for one in providers.load_all(providers_folder(context.config_path))}
    found = _read(arguments, context, list(catalogue.values()))
    by_provider = [catalogue.get(one.found.profile.provider if one.found.profile else "") for one in found]
    if not arguments.json:
        for imported, provider in zip(found, by_provider, strict=True):
            _show(context, imported, provider, of_several=len(found) > 1)
    written = [{"written": False} for _ in found] if arguments.dry_run else _keep(arguments, context, found)
    if arguments.json:
        for imported, provider, outcome in zip(found, by_provider, written, strict=True):
            context.console.json({**report.as_json(imported, provider), **outcome})
    return ExitCode.PASSED


def _read(arguments: Namespace, context: Context, catalogue: "Sequence[Provider]") -> "Sequence[Imported]":
    """Everything that is in the files; with --account or --as one profile alone."""
    from smtptui import formats
    from smtptui.core.importing import all_taken_apart
    from smtptui.core.importing.keeping import holds_iam_key, with_derived_password

    if arguments.format:
        formats.load(arguments.format)
    found = all_taken_apart(list(map(_source, arguments.files)), catalogue, arguments.format, arguments.target)
    found = _chosen(arguments, context, found)
    with_keys = [one for one in found if holds_iam_key(one)]
    if arguments.from_iam_key or (with_keys and not arguments.dry_run and _derivation_wanted(context)):
        # Where there is none, it is said why.
        of_keys = with_keys or found
        return [with_derived_password(one, context.config_path) if one in of_keys else one for one in found]
    return found


def _chosen(arguments: Namespace, context: Context, found: "Sequence[Imported]") -> "Sequence[Imported]":
    names = [one.found.profile.name for one in found if one.found.profile]
    if arguments.account:
        chosen = [one for one in found if one.found.profile and one.found.profile.name == arguments.account]
        if not chosen:
            raise MisuseError(f'there is no account "{printable(arguments.account)}" in it', _choice(names))
        return chosen
    if arguments.name and len(found) > 1:
        context.console.talk(f"▲ {_choice(names)}; --as names the first, and the others are left")
        return found[:1]
    return found


def _choice(names: "Sequence[str]") -> str:
    return f"it holds {', '.join(map(printable, names))}: --account NAME takes one of them"


def _source(word: str) -> "Source":
    import os
    import sys

    from smtptui.core.importing import source

    if word == "-":
        return source.from_octets(sys.stdin.buffer.read(source.LARGEST_OCTETS + 1), "standard input")
    if word == "env:":
        return source.from_environment(os.environ)
    return source.from_url(word) or source.from_file(Path(word).expanduser())


def _derivation_wanted(context: Context) -> bool:
    from smtptui.cli.secret_place import answer, someone_is_there

    if not someone_is_there():
        return False
    context.console.talk("▲ an IAM secret key stands where Amazon SES wants an SMTP password")
    said = answer("derive the SMTP password, and keep only that? [Y/n] ")
    return said is not None and said.lower() in ("", "y", "yes")


def _show(context: Context, imported: "Imported", provider: "Provider | None", *, of_several: bool) -> None:
    from smtptui import formats
    from smtptui.core.importing import report

    title = formats.load(imported.format).title if imported.format else None
    name = printable(imported.found.profile.name) if imported.found.profile else ""
    named = [("Profile", name)] if of_several else []
    for label, words in (*named, *report.lines(imported, provider, title)):
        context.console.data(f"{label:<16}  {words}")
    for notice in imported.found.notices:
        context.console.talk(f"▲ {f'{name}: ' if of_several else ''}{printable(notice)}")
    for words in imported.found.not_placed:
        context.console.talk(f"▲ had no place: {printable(words)}")
    if imported.place is not None and not imported.found.secret:
        where = printable(imported.place.shown)
        context.console.talk(f"▲ the secret is not in it, but in {where}: --secret-store with that place takes it over")


def _keep(arguments: Namespace, context: Context, found: "Sequence[Imported]") -> "Sequence[Mapping[str, Any]]":
    """All of them are looked at before the first is written."""
    from smtptui.core.importing.keeping import planned

    plans = [planned(context.config_path, one, arguments.name, force=arguments.force) for one in found]
    places = _places(arguments, context, plans)
    rows = zip(found, plans, places, strict=True)
    return [_keep_one(imported, plan, place, context, force=arguments.force) for imported, plan, place in rows]


def _places(arguments: Namespace, context: Context, plans: "Sequence[Planned]") -> "Sequence[SecretSource | None]":
    """Where each secret goes: where the option says, where it was before, or where whoever is asked says."""
    from smtptui.cli.secret_place import ask_place, place_in, places_of_their_own

    places = [plan.profile.secret for plan in plans]
    wanting = [at for at, plan in enumerate(plans) if arguments.secret_store or (plan.secret and not places[at])]
    if wanting:
        place = place_in(arguments.secret_store) if arguments.secret_store else ask_place(context.console, len(wanting))
        names = [plans[at].profile.name for at in wanting]
        for at, own in zip(wanting, places_of_their_own(place, names), strict=True):
            places[at] = own
    return places


def _keep_one(
    imported: "Imported", plan: "Planned", place: "SecretSource | None", context: Context, *, force: bool
) -> "Mapping[str, Any]":
    import asyncio
    import shlex

    from smtptui.core.importing.keeping import WRITTEN, keep

    kept = asyncio.run(keep(plan, place, force=force))
    name, source = printable(kept.profile.name), kept.profile.secret
    outcome = "written" if kept.changed else "stands there already"
    context.console.talk(f"✔ {name}: {outcome}; `smtptui probe {shlex.quote(name)}` tries it")
    if source is not None and imported.found.secret:
        words = "is kept in" if source.kind in WRITTEN else "is expected in"
        context.console.talk(f"  its secret {words} {printable(source.shown)}; {imported.source} keeps its own copy")
    return {"written": kept.changed, "name": kept.profile.name, "secret_store": source.shown if source else None}


COMMAND = Command(
    help="read the settings of another program's file into a profile",
    description="Recognises the file, shows what is in it, and writes it as a profile; the secret goes where you say, "
    "never into config.toml, and nothing is contacted. The file itself is left as it is.",
    configure=_configure,
    run=_run,
)
