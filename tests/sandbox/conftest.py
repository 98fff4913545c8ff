"""The sandbox with its good server alone: what most tests need."""

from collections.abc import AsyncIterator

import pytest

from smtptui.sandbox.server import Sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(["good"]) as running:
        yield running
