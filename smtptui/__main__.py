"""The program's door. Without a command it opens the app; it alone knows both front ends."""

import atexit
import gc
import sys
from collections.abc import Sequence

from smtptui.cli.command import OpenApp
from smtptui.cli.main import run

# Python's 700 would have the collector search what the imports load seventy times before a probe begins.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the command line's words; gives the exit code."""
    _spare_the_collector()
    outcome = run(sys.argv[1:] if arguments is None else arguments)
    if not isinstance(outcome, OpenApp):
        return outcome
    from smtptui.tui import run as run_app

    return run_app(outcome.config_path, demo=outcome.demo, at=outcome.at, relay=outcome.relay)


def _spare_the_collector() -> None:
    """Collect seldom, and not at the end: the process gives its memory back as a whole, 20 ms sooner."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)


if __name__ == "__main__":
    sys.exit(main())
