"""From the command line's words to a command, and from its errors to two lines and an exit code."""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from keyword import iskeyword
from pathlib import Path
from typing import Any, NoReturn

from smtptui import __version__
from smtptui.cli.arguments import add_globals
from smtptui.cli.command import Command, Context, OpenApp
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.errors import ConfigurationError, MisuseError, NotRunningError, SecretError, SmtptuiError, WriteError
from smtptui.text import printable

_EXIT_CODES: tuple[tuple[type[SmtptuiError], ExitCode], ...] = (
    (MisuseError, ExitCode.USAGE),
    (ConfigurationError, ExitCode.CONFIGURATION),
    (SecretError, ExitCode.SECRET),
    (WriteError, ExitCode.NOT_WRITTEN),
    (NotRunningError, ExitCode.CONNECT),
)
_DESCRIPTION = "Choose an SMTP provider, see stage by stage whether it works from here, and why not."
_EPILOGUE = "Without a command the full-screen app opens. `smtptui COMMAND -h` explains a command."


def run(arguments: Sequence[str]) -> int | OpenApp:
    """Carry out one command. Every foreseeable failure becomes two lines on standard error and an exit code."""
    console = Console()
    try:
        outcome = _dispatch(arguments, console)
        if isinstance(outcome, OpenApp):
            _check_terminal()
        return outcome
    except SmtptuiError as error:
        _complain(console, error)
        return _exit_code(error)
    except KeyboardInterrupt:
        console.talk("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except Exception as error:  # noqa: BLE001 - the last door: a traceback could show what nobody should see
        _confess(console, error)
        return ExitCode.DEFECT


def _dispatch(arguments: Sequence[str], console: Console) -> int | OpenApp:
    parser = _parser(_needed(arguments))
    parsed = parser.parse_args(arguments)
    context = Context(_config_path(parsed.config), console)
    if parsed.command is None:
        return _without_command(parser, context)
    return _load(parsed.command).run(parsed, context)


def _without_command(parser: argparse.ArgumentParser, context: Context) -> int | OpenApp:
    if sys.stdin.isatty() and sys.stdout.isatty():
        return OpenApp(context.config_path)
    parser.print_usage(sys.stderr)
    context.console.talk("The app needs a terminal; without one, give a command (smtptui -h lists them).")
    return ExitCode.USAGE


def _check_terminal() -> None:
    """Raises MisuseError where the app could only spill escape sequences."""
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        raise MisuseError(
            "the app needs a terminal that moves its cursor; by TERM this one does not",
            "`smtptui probe`, `smtptui send` and `smtptui -h` do the same in lines",
        )


def command_names() -> tuple[str, ...]:
    """Every command: the files of `cli/commands`."""
    folder = Path(__file__).parent / "commands"
    files = (path for path in folder.iterdir() if path.suffix == ".py" and not path.stem.startswith("_"))
    # A command that is called as a word of Python's has a "_" behind its file's name.
    return tuple(sorted(path.stem.removesuffix("_") for path in files))


def _load(name: str) -> Command:
    file = f"{name}_" if iskeyword(name) else name
    module = importlib.import_module(f"smtptui.cli.commands.{file}")
    command: Command = module.COMMAND
    return command


def _needed(arguments: Sequence[str]) -> Sequence[str]:
    """The commands whose files these words need: that of the first word that is a command, or all, to list them."""
    if _are_for_the_app(arguments) or arguments[0] == "--version":
        return ()
    names = command_names()
    return [word for word in arguments if word in names][:1] or names


def _are_for_the_app(arguments: Sequence[str]) -> bool:
    """Whether they say no more than which configuration to open."""
    match arguments:
        case [] | ["--config", _]:
            return True
        case [word]:
            return word.startswith("--config=")
    return False


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints fit in two lines."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {printable(message)}", file=sys.stderr)
        print(f"`{self.prog} -h` shows what is allowed", file=sys.stderr)
        raise SystemExit(int(ExitCode.USAGE))


class _Formatter(argparse.HelpFormatter):
    """Help as wide as the terminal. To ask for that, argparse would import shutil, and with it three compressors."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated) > 0:
        return int(stated)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


def _parser(commands: Sequence[str]) -> argparse.ArgumentParser:
    common: dict[str, Any] = {"formatter_class": _Formatter, "allow_abbrev": False}
    parser = _Parser(prog="smtptui", description=_DESCRIPTION, epilog=_EPILOGUE, **common)
    add_globals(parser, default=None)
    parser.add_argument("--version", action="version", version=f"smtptui {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name in commands:
        command = _load(name)
        sub = subparsers.add_parser(name, help=command.help, description=command.description or command.help, **common)
        add_globals(sub, default=argparse.SUPPRESS)
        sub.add_argument("--version", action="version", version=f"smtptui {__version__}")
        command.configure(sub)
    return parser


def _config_path(explicit: str | None) -> Path:
    from smtptui.store.paths import config_path

    return config_path(explicit)


def _complain(console: Console, error: SmtptuiError) -> None:
    console.talk(console.paint_talk("✘ ", "red") + printable(error.message))
    if error.advice:
        console.talk(f"  {printable(error.advice)}")


def _confess(console: Console, error: Exception) -> None:
    """A defect of ours: its kind and place, never its words, which may hold anything."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    console.talk(f"{console.paint_talk('✘ ', 'red')}smtptui has a defect: {type(error).__name__} at {place}")
    console.talk("  please report it with this line and the command; what was being written is as it was")


def _exit_code(error: SmtptuiError) -> ExitCode:
    return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), ExitCode.DEFECT)


def _reader_left() -> int:
    """Whoever read our output has gone (`| head`): nothing more to say, and nothing to complain about."""
    # The interpreter flushes standard output at exit and would complain again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 128 + 13
