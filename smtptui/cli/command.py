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
    """Returned by a command that wants the full-screen app: only `__main__` knows both. `demo` opens it on the sandbox."""

    config_path: Path
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the program. `run` returns the exit code; expected failures are raised as SmtptuiError."""

    help: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Context], int | OpenApp]
    description: str = ""
