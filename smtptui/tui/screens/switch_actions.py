"""Switching to another profile, among ten thousand as quickly as among ten."""

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work

from smtptui.tui.rooms import SEND
from smtptui.tui.screens.profile_actions import ProfileActions

if TYPE_CHECKING:
    from smtptui.tui.dialogs.switcher import Switch
    from smtptui.tui.fuzzy import Lines
    from smtptui.tui.profiles import ProfileWords

# The words of so many profiles are learned between two looks at the keyboard: about 2 ms.
_AT_ONCE = 300


class SwitchActions(ProfileActions):
    """The profiles' words are learned while nothing else is to be done, before anybody looks for one."""

    @cached_property
    def _words(self) -> "ProfileWords":
        from smtptui.tui.profiles import ProfileWords

        return ProfileWords(self.desk.workspace.catalogue)

    def show_list(self) -> None:
        """The profiles may be others now."""
        super().show_list()
        self.call_after_refresh(self._learn_new)

    def _learn_new(self) -> None:
        if not self._words.are_of(self.desk.shelf.profiles):
            self._learn_words()

    @work(exclusive=True, group="words")
    async def _learn_words(self) -> None:
        profiles = self.desk.shelf.profiles
        lines = self._words.of(profiles)
        for _ in range(0, len(profiles), _AT_ONCE):
            lines.learn(_AT_ONCE)
            await asyncio.sleep(0)

    def action_switch(self) -> None:
        """Open another profile, make one active, or send a test with it. The one before is under the cursor."""
        from smtptui.tui.dialogs.switcher import Switcher
        from smtptui.tui.profiles import last_used_first, profile_lines

        items = profile_lines(self.desk, self.last_sessions, self.now)
        order = last_used_first(self.desk, self.last_sessions, items.keys)
        current = self.desk.current.draft.saved if self.desk.current else None
        ordered = (items.keys[place] for place in order)
        before = next((name for name in ordered if current is None or name != current.name), None)
        switcher = Switcher(items, order, before, self._all_words)

        def switched(key: str | None) -> None:
            if key is not None:
                self._switch_to(key, switcher.use)

        self.app.push_screen(switcher, switched)

    def _all_words(self) -> "Lines":
        return self._words.of(self.desk.shelf.profiles).and_more(one.title for one in self.desk.new_profiles)

    @work(exclusive=True, group="dialog")
    async def _switch_to(self, key: str, use: "Switch") -> None:
        from smtptui.tui.dialogs.switcher import Switch

        await self._open(key)
        if use is Switch.ACTIVATE:
            self.action_activate()
        elif use is Switch.SEND:
            await self.show_section(SEND)
            await self.run_action("send")
