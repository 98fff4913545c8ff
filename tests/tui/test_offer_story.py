"""What the form offers to somebody who knows none of the words."""

import pytest

from smtptui.core.workspace.catalogue import MxAnswer
from smtptui.secret import Secret
from smtptui.tui.form.draft import ProfileDraft
from smtptui.tui.form.fields import Field
from smtptui.tui.form.offers import offer
from tests.tui.catalogue import CUSTOM, GMAIL, PROVIDERS, SES
from tests.tui.conftest import Open
from tests.tui.still_workspace import PROFILES, StillWorkspace

KEY = Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


@pytest.mark.parametrize(
    ("name", "address", "words"),
    [
        ("custom", "fred@gmail.com", "takes Gmail"),
        ("custom", "fred@example.org", None),
        ("custom", "fred@gmail.", None),
        ("gmail", "fred@gmail.com", None),
        ("ses", "fred@gmail.com", None),
    ],
)
def test_an_address_offers_its_provider(name: str, address: str, words: str | None) -> None:
    draft = ProfileDraft({Field.FROM_ADDRESS: address})
    found = offer(Field.FROM_ADDRESS, draft, PROVIDERS[name], StillWorkspace().catalogue.provider_for)
    assert (found.words if found else None) == words


def test_what_was_saved_is_not_questioned() -> None:
    draft = ProfileDraft.of(PROFILES[3]._replace(from_address="fred@gmail.com"))
    assert offer(Field.FROM_ADDRESS, draft, CUSTOM, StillWorkspace().catalogue.provider_for) is None


def test_nothing_is_derived_for_a_temporary_key() -> None:
    draft = ProfileDraft({Field.USERNAME: "ASIAIOSFODNN7EXAMPLE"}, secret=KEY)
    assert offer(Field.SECRET, draft, SES, StillWorkspace().catalogue.provider_for) is None
    draft[Field.USERNAME] = "AKIAIOSFODNN7EXAMPLE"
    assert offer(Field.SECRET, draft, SES, StillWorkspace().catalogue.provider_for) is not None


async def test_the_provider_of_a_typed_address_is_one_key_away(opened: Open) -> None:
    async with opened() as story:
        await story.open("relay")
        await story.go_to("from_address")
        await story.press("ctrl+u")
        await story.type("fred@gmail.com")
        await story.sees("gmail.com is at Gmail: ^] takes Gmail")
        await story.press("ctrl+right_square_bracket")
        await story.sees("App password")
        assert "fred@gmail.com" in story.seen
        await story.press("ctrl+underscore")
        await story.sees("undone: Other server → Gmail in relay")
        assert "relay.example.net" in story.seen
        assert "fred@gmail.com" in story.seen


async def test_what_was_typed_over_another_provider_stays_when_it_is_taken_back(opened: Open) -> None:
    async with opened() as story:
        await story.open("relay")
        await story.go_to("from_address")
        await story.press("ctrl+u")
        await story.type("fred@gmail.com")
        await story.sees("^] takes Gmail")
        await story.press("ctrl+right_square_bracket")
        await story.sees("App password")
        current = story.app.desk.current
        assert current is not None
        current.draft[Field.HOST] = "smtp.gmail.example"
        await story.press("ctrl+underscore")
        await story.sees("not put back, because it was changed since: Host")
        assert (current.provider, current.draft[Field.HOST]) == (CUSTOM, "smtp.gmail.example")


async def test_a_click_on_an_offer_takes_it(opened: Open) -> None:
    async with opened() as story:
        await story.open("relay")
        await story.go_to("from_address")
        await story.press("ctrl+u")
        await story.type("fred@gmail.com")
        await story.sees("^] takes Gmail")
        await story.pilot.click("#row-from_address .remark")
        await story.sees("App password")


async def test_the_key_of_an_offer_is_remapped_where_it_is_shown_and_where_it_works(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.profiles.keys = {"field.offer": "f11"}
    async with opened(workspace) as story:
        await story.go_to(Field.SECRET.value)
        await story.type(KEY.reveal())
        await story.sees("looks like an IAM secret key: F11 derives")
        await story.press("f11")
        current = story.app.desk.current
        assert current is not None
        await story.until(lambda: len(current.draft.secret.reveal()) == 44)


async def test_an_offer_that_was_taken_leaves_the_footer(opened: Open) -> None:
    async with opened() as story:
        await story.go_to(Field.SECRET.value)
        await story.type(KEY.reveal())
        await story.sees("^] take it")
        await story.press("ctrl+right_square_bracket")
        await story.until(lambda: "take it" not in story.seen)


async def test_dns_is_not_asked_about_the_id_of_a_key(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.go_to("from_address")
        await story.press("ctrl+u")
        await story.go_to("username")
        await story.press("ctrl+u")
        await story.type("AKIAIOSFODNN7EXAMPLE")
        await story.press("ctrl+right_square_bracket")
        await story.sees("there is no address yet to ask DNS about")
        assert "mx of" not in story.seen


async def test_a_temporary_key_is_refused_with_the_reason(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("username")
        await story.press("ctrl+u")
        await story.type("ASIAIOSFODNN7EXAMPLE")
        await story.go_to(Field.SECRET.value)
        await story.type(KEY.reveal())
        await story.sees("a temporary key (ASIA…) has no SMTP password")


async def test_dns_is_asked_by_a_key_and_its_answer_is_only_proposed(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.catalogue.mx = MxAnswer("host.example", ("aspmx.l.google.com",), GMAIL)
    async with opened(workspace) as story:
        await story.open("relay")
        await story.press("ctrl+right_square_bracket")
        await story.sees("mx of host.example is at Gmail: aspmx.l.google.com")
        await story.press("escape")
        await story.sees("Other server")
        await story.press("ctrl+right_square_bracket")
        await story.sees("use Gmail?")
        await story.press("enter")
        await story.sees("App password")
        await story.press("ctrl+underscore")
        await story.sees("undone: Other server → Gmail in relay")
        assert "relay.example.net" in story.seen


async def test_dns_that_knows_nobody_is_said(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+right_square_bracket")
        await story.sees("mx of example.org is at nobody whom the catalogue knows")
