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
    """Returned where the full-screen app is wanted, with `demo` on the sandbox: only `__main__` knows both sides."""

    config_path: Path
    demo: bool = False


class Command(NamedTuple):
    """A command of the program. `run` returns the exit code; expected failures are raised as SmtptuiError."""

    help: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Context], int | OpenApp]
    description: str = ""
