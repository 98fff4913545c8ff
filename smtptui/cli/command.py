"""What a command is, and what it is given."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from smtptui.cli.console import Console


@dataclass(frozen=True, slots=True)
class Context:
    """What every command is given: where the configuration is and where to print."""

    config_path: Path
    console: Console


@dataclass(frozen=True, slots=True)
class OpenApp:
    """Returned where the full-screen app is wanted, with `demo` on the sandbox: only `__main__` knows both sides."""

    config_path: Path
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the program. `run` returns the exit code; expected failures are raised as SmtptuiError."""

    help: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Context], int | OpenApp]
    description: str = ""
