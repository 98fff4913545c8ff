"""The full-screen app: `run` opens it. Textual is imported only then."""

import asyncio
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smtptui.core.workspace import Workspace

_DEFECT = 70
# A key waits for a collection that is under way. In a collection of 50,000 objects, the program's own number, it waits
# up to 100 ms while fifty probes leave their garbage; in one of 2,000 it waits 3.
_OBJECTS_BETWEEN_COLLECTIONS = 2_000
# Whoever waits for the interpreter gets it after so long. Keys are read, frames are written and sessions run in threads
# of their own: from a key to its letter several of them wait, and Python's own 5 ms would be felt.
_SWITCH_INTERVAL_S = 0.0005
# By then everything is loaded that stays until the end.
_STARTED_S = 2.0


def run(config_path: Path, *, demo: bool = False, at: str | None = None, relay: Path | None = None) -> int:
    """Open the app on the operator's configuration, or on the sandbox; returns the exit code.

    `at` is an action of the main screen to begin with, `relay` the folder of another Postfix's main.cf. Raises
    SmtptuiError where the configuration cannot be read.
    """
    from smtptui.core.workspace import workspace_for

    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    return asyncio.run(_run(workspace_for(config_path, demo=demo, relay=relay), at))


async def _run(workspace: "Workspace", at: str | None) -> int:
    from smtptui.tui.app import SmtptuiApp
    from smtptui.tui.desk import Desk
    from smtptui.tui.leaving import ended_by_signals

    await workspace.open()
    try:
        desk = Desk(workspace)
        desk.load()
        app = SmtptuiApp(desk, at)
        asyncio.get_running_loop().call_later(_STARTED_S, _collect_little_and_often)
        with ended_by_signals(app.leave):
            await app.run_async()
    finally:
        await workspace.close()
    # Textual's own code for a crash.
    return _DEFECT if app.return_code == 1 else app.return_code or 0


def _collect_little_and_often() -> None:
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 10, 100)
