"""Each scene looks as it was last accepted. `--snapshot-update` accepts what it looks like now."""

import os
from collections.abc import Callable

import pytest

from tests.tui.scenes import SCENES, Scene


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.title)
def test_a_scene_looks_as_it_was_accepted(
    scene: Scene, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "COLORTERM"):
        if name in os.environ:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert snap_compare(scene.app(), terminal_size=scene.size, run_before=scene.run)
