"""What a command is, and what it is given."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from smtptui.cli.console import Console


class Context(NamedTuple):
    """What every command is given: where the configuration is and where to print."""

    config_path: Path
    console: Console


class OpenApp(NamedTuple):
    """Returned where the full-screen app is wanted: only `__main__` knows both sides.

    `demo` opens it on the sandbox, `at` does an action of its main screen at once; `relay` is the folder of the main.cf
    of the Postfix that it shows, None for the one that is configured.
    """

    config_path: Path
    demo: bool = False
    at: str | None = None
    relay: Path | None = None


class Command(NamedTuple):
    """A command of the program. `run` returns the exit code; expected failures are raised as SmtptuiError."""

    help: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Context], int | OpenApp]
    description: str = ""
