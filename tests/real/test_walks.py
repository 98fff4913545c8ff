"""Three people get done what they came for, in a terminal of 80x24."""

from pathlib import Path

import pytest

from tests.real.conftest import require
from tests.real.servers import Servers
from tests.real.walks import WALKS, Walk, walk

pytestmark = pytest.mark.real


@pytest.mark.parametrize("one", WALKS, ids=lambda one: one.name)
def test_a_walk_ends_where_it_was_to_lead(one: Walk, servers: Servers, tmp_path: Path) -> None:
    require("tmux")
    captured = walk(one, tmp_path, servers)
    assert [screen for _, screen in captured if len(screen.splitlines()) > 24 or "Traceback" in screen] == []
