"""The program's door. Without a command it opens the app; it alone knows both front ends."""

import sys
from collections.abc import Sequence

from smtptui.cli.command import OpenApp
from smtptui.cli.main import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the command line's words; gives the exit code."""
    outcome = run(sys.argv[1:] if arguments is None else arguments)
    if not isinstance(outcome, OpenApp):
        return outcome
    from smtptui.tui import run as run_app

    return run_app(outcome.config_path, demo=outcome.demo)


if __name__ == "__main__":
    sys.exit(main())
