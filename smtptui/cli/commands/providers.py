"""`smtptui providers`: the catalogue, and all that it knows of one provider."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from smtptui.cli.command import Command, Context
from smtptui.cli.exit_codes import ExitCode
from smtptui.model.provider import Provider


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="a provider; without one, the list of all")
    parser.add_argument("--json", action="store_true", help="print one JSON object, or one array of them")


def _run(arguments: Namespace, context: Context) -> int:
    from smtptui import providers
    from smtptui.store.paths import providers_folder

    folder = providers_folder(context.config_path)
    if arguments.name is None:
        _print_all(providers.load_all(folder), arguments.json, context)
    else:
        _print_one(providers.load(arguments.name, folder), arguments.json, context)
    return ExitCode.PASSED


def _print_all(catalogue: Sequence[Provider], as_array: bool, context: Context) -> None:
    if as_array:
        from smtptui.cli.provider_json import as_json

        context.console.json([as_json(provider) for provider in catalogue])
        return
    from smtptui.cli.provider_view import list_line

    for provider in catalogue:
        context.console.data(list_line(provider))
    context.console.talk("`smtptui providers NAME` tells all about one")


def _print_one(provider: Provider, as_object: bool, context: Context) -> None:
    if as_object:
        from smtptui.cli.provider_json import as_json

        context.console.json(as_json(provider))
        return
    from smtptui.cli.provider_view import fact_lines

    for line in fact_lines(provider):
        context.console.data(line)


COMMAND = Command(
    help="the catalogue of providers",
    configure=_configure,
    run=_run,
    description="List the providers with their preferred endpoints, or tell all that is known of one, with sources.",
)
