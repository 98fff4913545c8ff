"""Every key that is shown works, every action has one, and each can be typed over SSH in any terminal."""

from collections import Counter

import pytest

from smtptui.tui.actions import ACTIONS, Action
from smtptui.tui.widgets.key_bar import KeyBar
from tests.tui.conftest import Open

# What a terminal sends as one octet, or as a sequence that even a VT220 knows. ctrl+h, ctrl+i, ctrl+j, ctrl+m and
# ctrl+left-bracket are Backspace, Tab, line feed, Enter and Escape there; ctrl+c is left to copying.
_LETTERS = {f"ctrl+{letter}" for letter in "abdefgklnopqrstuvwxyz"}
_NAMED = {"enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"}
_OTHERS = {"backspace", "delete", "space", "question_mark", "slash", "ctrl+underscore", "ctrl+backslash"} | {
    "ctrl+right_square_bracket"
}
TYPED_ANYWHERE = _LETTERS | _NAMED | _OTHERS | {f"f{number}" for number in range(1, 13)}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_a_key_can_be_typed_over_ssh(action: Action) -> None:
    for key in action.key.split(","):
        assert key in TYPED_ANYWHERE or len(key) == 1, key


def test_no_two_actions_share_a_key() -> None:
    counted = Counter(key for action in ACTIONS for key in action.key.split(","))
    # Letters belong to the room that is seen, and no two rooms have the focus.
    assert [key for key, count in counted.items() if count > 1 and len(key) > 1] == []


def test_no_two_actions_have_one_id_or_one_title() -> None:
    assert len({action.id for action in ACTIONS}) == len({action.title for action in ACTIONS}) == len(ACTIONS)


async def test_every_key_of_a_footer_leads_to_an_action_that_is_there(opened: Open) -> None:
    async with opened(size=(300, 50)) as story:
        for opening in ("f2", "f3", "f4", "f5", "ctrl+t", "f1", "ctrl+p", "f7"):
            await story.press(opening)
            shown = story.app.screen.query_one(KeyBar).lines(300)[0].plain
            bound = [one for one in story.app.screen.active_bindings.values() if one.binding.show and one.enabled]
            assert bound, opening
            for node, binding, *_ in bound:
                owner, name, _ = story.app._parse_action(binding.action, node)
                assert hasattr(owner, f"action_{name}"), binding.action
                assert binding.description in shown
            if story.app.screen is not story.screen:
                await story.press("escape")


async def test_no_field_takes_a_key_from_the_screen(opened: Open) -> None:
    async with opened() as story:
        keys = [key for action in ACTIONS for key in action.key.split(",") if len(key) > 1 and key != "escape"]
        for field in story.screen.query("TextField, Choice"):
            await story.go_to(str(field.id))
            bound = story.app.screen.active_bindings
            assert [key for key in keys if key in bound and bound[key].node is field] == [], field.id
