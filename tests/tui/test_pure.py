"""The parts that know no screen."""

import pytest

from smtptui.model.profile import AddressFamily, Profile
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.draft import DraftError, ProfileDraft
from smtptui.tui.form.fields import Field, main_fields, more_fields
from smtptui.tui.form.merge import merged
from smtptui.tui.form.preview import preview
from smtptui.tui.form.remarks import Level, remark
from smtptui.tui.mail import Mail
from smtptui.tui.reversible import changed
from smtptui.tui.words import bar, count, milliseconds, seconds
from tests.tui.catalogue import CUSTOM, GMAIL, POSTMARK, SES

FULL = Profile(
    "a",
    "custom",
    "u",
    "a@example.com",
    "A",
    "b@example.com",
    SecretSource(SecretKind.FILE, "/s"),
    None,
    "mail.example.com",
    587,
    Security.STARTTLS,
    "plain",
    "me.example.com",
    "/ca.pem",
    "sha256:00",
    AddressFamily.IPV4,
    "staging",
)


@pytest.mark.parametrize("profile", [FULL, Profile("b"), Profile("c", secret=SecretSource(SecretKind.KEYRING))])
def test_a_form_gives_back_the_profile_it_was_made_of(profile: Profile) -> None:
    draft = ProfileDraft.of(profile)
    assert draft.profile() == profile
    assert not draft.is_unsaved


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        (Field.NAME, " ", "a profile needs a name"),
        (Field.PORT, "0", "a number from 1 to 65535"),
        (Field.PORT, "٣", "a number from 1 to 65535"),
        (Field.PORT, "99999", "a number from 1 to 65535"),
        (Field.SECRET_ARGUMENT, "", "say where the secret is"),
    ],
)
def test_what_makes_no_profile_names_its_field(field: Field, text: str, words: str) -> None:
    draft = ProfileDraft.of(FULL)
    draft[field] = text
    with pytest.raises(DraftError, match=words) as caught:
        draft.profile()
    assert caught.value.field is field


def test_a_typed_secret_is_unsaved_only_where_saving_keeps_it() -> None:
    draft = ProfileDraft.of(Profile("a", secret=SecretSource(SecretKind.KEYRING)))
    draft.secret = Secret("s")
    assert draft.is_unsaved
    draft = ProfileDraft.of(Profile("a"))
    draft.secret = Secret("s")
    assert not draft.is_unsaved
    assert draft.typed_secret == Secret("s")
    draft = ProfileDraft.of(FULL)
    draft.secret = Secret("s")
    assert draft.typed_secret is None


def test_merging_keeps_what_both_changed_apart() -> None:
    base = Profile("a", from_name="x", to_address="t", host="h")
    theirs = Profile("a", from_name="theirs", to_address="them", host="h")
    ours = Profile("a", from_name="ours", to_address="t", host="ours")
    assert merged(base, theirs, ours) == Profile("a", from_name="ours", to_address="them", host="ours")
    assert merged(base, theirs, ours, {"from_name"}) == Profile("a", from_name="theirs", to_address="them", host="ours")


def test_a_provider_with_one_region_asks_for_none() -> None:
    assert Field.REGION not in [spec.field for spec in main_fields(GMAIL, new=False, kept_in="")]
    assert Field.REGION in [spec.field for spec in main_fields(SES, new=False, kept_in="")]


def test_what_another_provider_presets_is_put_aside_and_comes_back() -> None:
    draft = ProfileDraft.of(Profile("a", "custom", "fred", host="mail.example.com", port=26))
    opened = OpenProfile(draft, CUSTOM, Mail(""))
    opened.take_provider(POSTMARK)
    profile = draft.profile()
    assert (profile.username, profile.host, profile.port) == (None, None, None)
    opened.take_provider(GMAIL)
    assert draft[Field.USERNAME] == "fred"
    opened.take_provider(CUSTOM)
    assert (draft[Field.HOST], draft[Field.PORT]) == ("mail.example.com", "26")


def test_another_provider_is_taken_back_with_what_was_put_aside() -> None:
    draft = ProfileDraft.of(Profile("a", "custom", "fred", host="mail.example.com", port=26))
    opened = OpenProfile(draft, CUSTOM, Mail(""))
    take_back = changed(opened, lambda: opened.take_provider(POSTMARK))
    assert take_back() == []
    assert (opened.provider, opened.aside, draft.profile().host) == (CUSTOM, {}, "mail.example.com")


def test_a_form_that_has_yet_another_provider_by_now_is_left_alone() -> None:
    opened = OpenProfile(ProfileDraft.of(Profile("a", "custom", host="mail.example.com")), CUSTOM, Mail(""))
    take_back = changed(opened, lambda: opened.take_provider(POSTMARK))
    opened.take_provider(GMAIL)
    assert set(take_back()) == {Field.PROVIDER, Field.HOST}
    assert (opened.provider, opened.draft[Field.PROVIDER], opened.draft[Field.HOST]) == (GMAIL, "gmail", "")


def test_a_host_stands_where_the_catalogue_cannot_know_it() -> None:
    assert Field.HOST in [spec.field for spec in main_fields(CUSTOM, new=False, kept_in="")]
    assert Field.HOST in [spec.field for spec in more_fields(GMAIL, new=False)]


@pytest.mark.parametrize("provider", [GMAIL, SES, POSTMARK, CUSTOM], ids=lambda provider: provider.name)
@pytest.mark.parametrize("kept_in", ["", "keyring", "env", "file", "command"])
def test_every_field_stands_once_and_is_explained(provider: object, kept_in: str) -> None:
    specs = [*main_fields(provider, new=False, kept_in=kept_in), *more_fields(provider, new=False)]  # type: ignore[arg-type]
    assert len({spec.field for spec in specs}) == len(specs)
    assert all(spec.help.endswith((".", "…")) for spec in specs)


@pytest.mark.parametrize(
    ("field", "text", "level", "words"),
    [
        (Field.FROM_ADDRESS, "x", Level.WRONG, "has no @"),
        (Field.FROM_ADDRESS, "other@example.com", Level.NOTE, "writes fred@gmail.com in its place"),
        (Field.HOST, "a b", Level.WRONG, "blank"),
        (Field.PORT, "x", Level.WRONG, "1 to 65535"),
        (Field.SECURITY, "none", Level.NOTE, "can be read on the way"),
        (Field.TLS_FINGERPRINT, "sha256:12", Level.WRONG, "64"),
        (Field.USERNAME, "", Level.NOTE, "will not log in"),
    ],
)
def test_what_is_said_beside_a_field(field: Field, text: str, level: Level, words: str) -> None:
    draft = ProfileDraft.of(Profile("a", "gmail", "fred@gmail.com"))
    draft[field] = text
    said = remark(field, draft, GMAIL)
    assert said is not None
    assert said.level is level
    assert words in said.text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.FROM_ADDRESS, "FRED@gmail.com"),
        (Field.TLS_FINGERPRINT, "sha256:" + "aB" * 32),
        (Field.HOST, "müller.example"),
    ],
)
def test_nothing_is_said_about_what_is_right(field: Field, text: str) -> None:
    draft = ProfileDraft.of(Profile("a", "gmail", "fred@gmail.com"))
    draft[field] = text
    assert remark(field, draft, GMAIL) is None


def test_a_remark_never_repeats_a_secret() -> None:
    draft = ProfileDraft.of(Profile("a", "gmail", "fred@gmail.com"))
    draft.secret = Secret("hunter2")
    said = remark(Field.SECRET, draft, GMAIL)
    assert said is not None
    assert "hunter2" not in said.text


def test_bars_and_times_read_well() -> None:
    assert bar(1.0, 4) == "━━━━"
    assert bar(0.001, 4) == "╸   "
    assert bar(0.0, 4) == "    "
    assert bar(0.5, 3) == "━╸ "
    assert milliseconds(31.2) == "31 ms"
    assert milliseconds(30_000) == "30.0 s"
    assert seconds(407.1) == "0.41 s"
    assert count(1, "address", "addresses") == "1 address"
    assert count(12_000, "line") == "12,000 lines"


def test_the_preview_says_what_a_provider_writes_over_the_from_address() -> None:
    draft = ProfileDraft.of(Profile("a", "gmail", "fred@gmail.com", "other@example.com", "Fred"))
    assert preview(draft, GMAIL) == [
        ("From", "Fred <fred@gmail.com>"),
        ("", "not other@example.com, unless that is an alias of the account"),
        ("Bounces to", "fred@gmail.com"),
        ("Signed by", "Gmail"),
    ]
    draft = ProfileDraft.of(Profile("a", "ses", None, "x@example.com"))
    assert ("Signed by", "example.com, if DKIM is set up for it at Amazon SES") in preview(draft, SES)
    assert ("Taken", "once example.com, or this address, is verified at Amazon SES") in preview(draft, SES)
    assert preview(ProfileDraft.of(Profile("a", from_address="x")), CUSTOM) == []
