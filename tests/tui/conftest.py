"""The app on a workspace where nothing moves."""

import gc
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.message import Message

from smtptui.core.workspace import Workspace
from smtptui.tui.app import SmtptuiApp
from smtptui.tui.desk import Desk
from tests.tui.settled import settled
from tests.tui.still_workspace import NOW, StillWorkspace
from tests.tui.story import Story

# As the program itself does: an app is thousands of objects, and to search them again and again is a fifth of the time.
gc.set_threshold(50_000)
NARROW, WIDE = (80, 24), (120, 36)


Open = Callable[..., AbstractAsyncContextManager[Story]]


@asynccontextmanager
async def _opened(
    workspace: Workspace | None = None, size: tuple[int, int] = NARROW, at: str | None = None
) -> AsyncGenerator[Story, None]:
    workspace = workspace or StillWorkspace()
    desk = Desk(workspace, lambda: NOW)
    desk.load()
    app = SmtptuiApp(desk, at)
    listeners: list[Callable[[Message], None]] = []

    def hear(message: Message) -> None:
        for listener in listeners:
            listener(message)

    async with app.run_test(size=size, notifications=True, message_hook=hear) as pilot:
        await settled(app)
        yield Story(app, pilot, listeners)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the app; give a workspace and a size where the usual ones do not do."""
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    return _opened
