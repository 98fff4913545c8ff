"""Every entry of the catalogue, one test for each rule that all of them keep."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from smtptui import providers
from smtptui.model.provider import Fact, Provider
from smtptui.providers._heads import DATA, heads
from smtptui.smtp.security import Security
from smtptui.text import printable

EVERY = providers.load_all()
DATE = re.compile(r"20[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?")

each = pytest.mark.parametrize("provider", EVERY, ids=lambda provider: provider.name)


def facts_in(value: Any) -> Iterator[Fact]:
    """Every fact in a provider, however deep."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from facts_in(part)


@each
def test_every_value_says_where_it_comes_from_and_when_it_was_checked(provider: Provider) -> None:
    facts = list(facts_in(provider))
    assert facts or provider.name == "custom"
    for fact in facts:
        assert len(fact.source) > 5
        assert DATE.fullmatch(fact.checked)
        assert fact.checked <= "2026-11-21"


@each
def test_what_is_shown_to_an_operator_has_a_fact(provider: Provider) -> None:
    assert bool(provider.mechanisms) == bool(provider.mechanisms_fact)
    assert bool(provider.host_pattern) == bool(provider.host_pattern_fact)
    shown = (provider.endpoints, provider.limits, provider.links, provider.notes, provider.mx_patterns)
    for values in shown:
        assert all(isinstance(value.fact, Fact) for value in values)


@each
def test_each_region_has_exactly_one_preferred_endpoint(provider: Provider) -> None:
    preferred = Counter(item.region for item in provider.endpoints if item.preferred)
    assert preferred == Counter(provider.regions)


@each
def test_no_endpoint_is_listed_twice_in_a_region(provider: Provider) -> None:
    places = Counter((item.region, item.endpoint.host, item.endpoint.port) for item in provider.endpoints)
    assert all(count == 1 for count in places.values())


@each
def test_nothing_is_preset_without_encryption_but_to_this_machine(provider: Provider) -> None:
    for item in provider.endpoints:
        assert item.endpoint.security is not Security.NONE or item.endpoint.is_loopback


@each
def test_the_ports_for_tls_speak_tls(provider: Provider) -> None:
    for item in provider.endpoints:
        if item.endpoint.port in (465, 2465, 8465, 443):
            assert item.endpoint.security is Security.TLS
        if item.endpoint.port in (25, 587, 2525, 2587):
            assert item.endpoint.security is not Security.TLS


@each
def test_a_provider_without_endpoints_lets_the_operator_give_the_host(provider: Provider) -> None:
    if not provider.endpoints:
        assert provider.name in ("custom", "iredmail")
        assert provider.default_region is None


@each
def test_a_literal_user_name_has_its_own_shape(provider: Provider) -> None:
    credential = provider.username
    if credential and credential.literal:
        assert credential.pattern is not None
        assert credential.pattern.fullmatch(credential.literal)


@each
def test_only_a_user_name_is_ever_strict(provider: Provider) -> None:
    assert provider.secret is None or not provider.secret.strict


@each
def test_known_mistakes_do_not_have_the_right_shape(provider: Provider) -> None:
    for credential in (provider.username, provider.secret):
        for mistake in credential.mistakes if credential else ():
            assert credential is not None
            assert mistake.pattern != credential.pattern


@each
def test_a_help_text_is_one_or_two_sentences(provider: Provider) -> None:
    for credential in (provider.username, provider.secret):
        if credential:
            assert credential.help.endswith(".")
            assert 10 < len(credential.help) <= 160
            assert len(credential.label) <= 24


@each
def test_the_head_of_the_file_agrees_with_the_whole(provider: Provider) -> None:
    head = next(head for head in heads() if head.name == provider.name)
    assert (head.title, head.aliases, head.domains) == (provider.title, provider.aliases, provider.domains)


@each
def test_every_source_in_a_file_is_used(provider: Provider) -> None:
    text = (DATA / f"{provider.name}.toml").read_text("utf-8")
    body, _, sources = text.partition("\n[sources]\n")
    declared = set(re.findall(r"^([\w-]+) = ", sources, re.MULTILINE))
    assert declared == set(re.findall(r'\bsource = "([\w-]+)"', body))


@each
def test_no_file_holds_a_character_that_does_not_show(provider: Provider) -> None:
    text = (DATA / f"{provider.name}.toml").read_text("utf-8")
    assert printable(text, keep="\n") == text


def test_every_title_is_there_once() -> None:
    assert len({provider.title.casefold() for provider in EVERY}) == len(EVERY)


def test_no_name_or_alias_means_two_providers() -> None:
    claims = Counter(name for provider in EVERY for name in (provider.name, *provider.aliases))
    assert [name for name, count in claims.items() if count > 1] == []


def test_no_domain_belongs_to_two_providers() -> None:
    claims = Counter(domain for provider in EVERY for domain in provider.domains)
    assert [domain for domain, count in claims.items() if count > 1] == []


def test_a_defunct_provider_is_left_out() -> None:
    assert not providers.exists("critsend")


def test_google_shows_the_figures_of_today() -> None:
    google = providers.load("gmail").limits + providers.load("google-workspace").limits
    assert all(limit.value != 99 for limit in google)
    assert str(providers.load("gmail").limits[0]) == "500 messages a day"


def test_postmark_s_user_name_is_its_secret() -> None:
    username = providers.load("postmark").username
    assert username is not None
    assert username.is_secret


@pytest.mark.parametrize(
    ("name", "literal"), [("sendgrid", "apikey"), ("resend", "resend"), ("sparkpost", "SMTP_Injection")]
)
def test_some_user_names_are_always_the_same_word(name: str, literal: str) -> None:
    username = providers.load(name).username
    assert username is not None
    assert (username.literal, username.strict) == (literal, True)


def test_only_outlook_knows_nothing_but_tokens() -> None:
    tokens = {"XOAUTH2", "OAUTHBEARER"}
    assert [one.name for one in EVERY if one.mechanisms and set(one.mechanisms) <= tokens] == ["outlook"]
