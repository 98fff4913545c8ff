"""An operator takes back what was done last."""

from smtptui.tui.undo import Deed, Deeds
from tests.tui.conftest import Open


class _Doings:
    """Deeds that only note that they were undone."""

    def __init__(self) -> None:
        self.undone: list[str] = []

    def deed(self, words: str, *, can_be_undone: bool = True, about: object = None) -> Deed:
        async def undo() -> bool:
            self.undone.append(words)
            return can_be_undone

        return Deed(words, undo, about)


def test_the_last_deed_comes_first() -> None:
    deeds, doings = Deeds(), _Doings()
    first, last = doings.deed("first"), doings.deed("last")
    deeds.add(first)
    deeds.add(last)
    assert deeds.last is last
    deeds.drop(last)
    assert deeds.last is first


def test_deeds_are_forgotten_with_what_they_were_done_to() -> None:
    deeds, doings, gone, other = Deeds(), _Doings(), object(), object()
    kept = doings.deed("kept", about=other)
    deeds.add(kept)
    deeds.add(doings.deed("forgotten", about=gone))
    deeds.forget(gone)
    assert deeds.last is kept


async def test_one_key_undoes_the_last_deed_and_says_so(opened: Open) -> None:
    doings = _Doings()
    async with opened() as story:
        assert "undo" not in story.seen
        story.screen.did(doings.deed("port 587 → 465"))
        await story.sees("^_ undo")
        await story.press("ctrl+underscore")
        await story.sees("undone: port 587 → 465")
        assert doings.undone == ["port 587 → 465"]
        assert "^_ undo" not in story.seen


async def test_the_letter_undoes_only_in_the_probe_room(opened: Open) -> None:
    doings = _Doings()
    async with opened() as story:
        story.screen.did(doings.deed("first"))
        await story.go_to("from_name")
        await story.type("u")
        assert doings.undone == []
        await story.press("f5")
        await story.press("u")
        assert doings.undone == []
        await story.press("f3")
        await story.press("u")
        await story.sees("undone: first")


async def test_what_could_not_be_undone_stays(opened: Open) -> None:
    doings = _Doings()
    async with opened() as story:
        story.screen.did(doings.deed("gone for good", can_be_undone=False))
        await story.press("ctrl+underscore")
        await story.until(lambda: bool(doings.undone))
        assert "undone" not in story.seen
        await story.sees("^_ undo")
