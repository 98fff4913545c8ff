"""The list of profiles is as wide as its names need, and leaves room for form and probe."""

import pytest

from smtptui.tui.desk import Desk
from smtptui.tui.profiles import columns_needed
from smtptui.tui.screens.layout import list_columns
from tests.tui.still_workspace import NOW, PROFILES, StillWorkspace


@pytest.mark.parametrize(
    ("needed", "width", "columns"),
    [(12, 100, 20), (30, 100, 30), (60, 100, 33), (60, 116, 20), (60, 120, 24), (90, 200, 66), (30, 200, 30)],
)
def test_it_takes_what_it_needs_between_twenty_columns_and_a_third(needed: int, width: int, columns: int) -> None:
    assert list_columns(needed, width) == columns


def test_it_needs_room_for_the_longest_name_with_its_group() -> None:
    desk = Desk(StillWorkspace((*PROFILES, PROFILES[0]._replace(name="n" * 30, group="gg"))), lambda: NOW)
    desk.load()
    assert columns_needed(desk) > 30 + len("▪ gg")
