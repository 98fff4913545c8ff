"""The registry: names, aliases, order, and what it does with a name that nobody has."""

import pytest

from smtptui import providers
from smtptui.errors import ConfigurationError
from smtptui.providers._heads import DATA, heads

FIRST = ("gmail", "google-workspace", "ses", "mailjet", "mailgun", "postmark", "sendgrid", "sendpulse")


def test_the_common_providers_come_first_then_titles_then_custom() -> None:
    names = providers.names()
    assert names[:8] == FIRST
    titles = [providers.load(name).title.casefold() for name in names[8:-1]]
    assert titles == sorted(titles)
    assert names[-1] == "custom"


def test_all_are_loaded_in_the_order_of_the_names() -> None:
    assert tuple(provider.name for provider in providers.load_all()) == providers.names()


def test_every_data_file_is_a_provider() -> None:
    assert {path.stem for path in DATA.iterdir()} == set(providers.names())


@pytest.mark.parametrize("written", ["gmail", "Gmail", " GMAIL ", "googlemail", "Google Mail", "google_mail"])
def test_a_name_or_an_alias_is_found_in_any_case(written: str) -> None:
    assert providers.load(written).name == "gmail"
    assert providers.exists(written)


def test_a_canonical_name_reads_its_own_file_alone() -> None:
    providers._catalogued.cache_clear()
    heads.cache_clear()
    providers.load("mailjet")
    assert providers._catalogued.cache_info().currsize == 1
    assert heads.cache_info().currsize == 0


def test_an_alias_parses_one_file_too() -> None:
    providers._catalogued.cache_clear()
    providers.load("aws")
    assert providers._catalogued.cache_info().currsize == 1


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("sendgird", "did you mean sendgrid"),
        ("gmial", "did you mean gmail"),
        ("qqqqqq", "`smtptui providers` lists them"),
    ],
)
def test_an_unknown_name_is_answered_with_its_neighbours(written: str, advice: str) -> None:
    with pytest.raises(ConfigurationError, match=f'no provider "{written}"') as caught:
        providers.load(written)
    assert advice in caught.value.advice
    assert not providers.exists(written)


@pytest.mark.parametrize("written", ["", "../data/gmail", "/etc/passwd", "gmail.toml", "gm\nail", "\x1b[31m", "."])
def test_a_name_never_becomes_a_path(written: str) -> None:
    assert not providers.exists(written)
    with pytest.raises(ConfigurationError) as caught:
        providers.load(written)
    assert caught.value.message.isprintable()
