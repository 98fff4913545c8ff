"""The full-screen app: `run` opens it. Textual is imported only then."""

import asyncio
from pathlib import Path

_DEFECT = 70


def run(config_path: Path, demo: bool) -> int:
    """Open the app on the operator's configuration, or on the sandbox; returns the exit code.

    Raises SmtptuiError where the configuration cannot be read.
    """
    return asyncio.run(_run(config_path, demo=demo))


async def _run(config_path: Path, *, demo: bool) -> int:
    from smtptui.core.workspace import workspace_for
    from smtptui.tui.app import SmtptuiApp
    from smtptui.tui.desk import Desk
    from smtptui.tui.leaving import ended_by_signals

    workspace = workspace_for(config_path, demo=demo)
    await workspace.open()
    try:
        desk = Desk(workspace)
        desk.load()
        app = SmtptuiApp(desk)
        with ended_by_signals(app.leave):
            await app.run_async()
    finally:
        await workspace.close()
    # Textual's own code for a crash.
    return _DEFECT if app.return_code == 1 else app.return_code or 0
