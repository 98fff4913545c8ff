"""A profile against its provider: every value decided and checked."""

from pathlib import Path
from typing import Any

import pytest

from smtptui import providers
from smtptui.core.settings import MECHANISMS, resolve, settings_of
from smtptui.errors import ConfigurationError
from smtptui.model.endpoint import Endpoint
from smtptui.model.profile import AddressFamily, Profile
from smtptui.model.secret_source import SecretSource
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security


def _settings(provider: str = "custom", **values: Any) -> Settings:
    return settings_of(Profile("p", provider, **values))


def _refusal(provider: str = "custom", **values: Any) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as raised:
        _settings(provider, **values)
    assert raised.value.message.isprintable()
    return raised.value


@pytest.mark.parametrize(
    ("values", "port", "security"),
    [
        ({}, 587, Security.STARTTLS),
        ({"port": 587}, 587, Security.STARTTLS),
        ({"port": 25}, 25, Security.STARTTLS),
        ({"port": 465}, 465, Security.TLS),
        ({"port": 2465}, 2465, Security.TLS),
        ({"port": 465, "security": Security.STARTTLS}, 465, Security.STARTTLS),
        ({"security": Security.TLS}, 465, Security.TLS),
        ({"security": Security.STARTTLS}, 587, Security.STARTTLS),
        ({"security": Security.NONE}, 25, Security.NONE),
        ({"port": 1025, "security": Security.NONE}, 1025, Security.NONE),
    ],
)
def test_a_host_of_ones_own_has_the_usual_port_and_security(
    values: dict[str, Any], port: int, security: Security
) -> None:
    assert _settings(host="mail.example", **values).endpoint == Endpoint("mail.example", port, security)


def test_a_provider_presets_its_preferred_endpoint_and_lists_the_others() -> None:
    settings = _settings("gmail")
    provider = providers.load("gmail")
    preferred = next(item.endpoint for item in provider.endpoints if item.preferred)
    assert settings.endpoint == preferred
    assert set(settings.alternatives) == {item.endpoint for item in provider.endpoints} - {preferred}
    assert settings.provider_mechanisms == provider.mechanisms


@pytest.mark.parametrize(
    ("values", "port", "security"),
    [
        ({"port": 465}, 465, Security.TLS),
        ({"security": Security.TLS}, 465, Security.TLS),
        ({"port": 587}, 587, Security.STARTTLS),
    ],
)
def test_a_port_or_a_security_picks_the_preset_that_has_it(
    values: dict[str, Any], port: int, security: Security
) -> None:
    assert _settings("gmail", **values).endpoint == Endpoint("smtp.gmail.com", port, security)


def test_the_profile_stands_over_the_preset() -> None:
    settings = _settings("gmail", host="relay.example", port=2525, security=Security.NONE)
    assert settings.endpoint == Endpoint("relay.example", 2525, Security.NONE)


def test_a_region_picks_its_endpoints() -> None:
    settings = _settings("ses", region="eu-west-1")
    assert settings.endpoint.host == "email-smtp.eu-west-1.amazonaws.com"
    assert {endpoint.host for endpoint in settings.alternatives} == {settings.endpoint.host}
    assert (settings.region, settings.warnings) == ("eu-west-1", ())


def test_a_region_that_the_catalogue_lacks_is_followed_with_a_warning() -> None:
    settings = _settings("ses", region="xx-moon-1")
    assert settings.endpoint.host == "email-smtp.xx-moon-1.amazonaws.com"
    assert len(settings.warnings) == 1
    assert "xx-moon-1" in settings.warnings[0]


def test_a_region_beside_a_host_of_ones_own_says_nothing() -> None:
    assert _settings(host="mail.example", region="eu").warnings == ()


def test_without_a_host_there_is_nothing_to_contact() -> None:
    refusal = _refusal()
    assert refusal.message == "profile p: host is not set"
    assert refusal.advice


def test_an_unknown_provider_is_refused() -> None:
    assert "no-such-provider" in _refusal("no-such-provider").message


@pytest.mark.parametrize(
    "host", [" ", "a b.example", "a\tb", "mail.example\n", "\u2028x", "☃.example", "ü" * 80 + ".example"]
)
def test_what_is_no_host_name_is_refused(host: str) -> None:
    assert _refusal(host=host).message.startswith("profile p: host ")


@pytest.mark.parametrize(
    ("host", "kept"),
    [
        ("mail.example", "mail.example"),
        ("bücher.example", "bücher.example"),
        ("192.0.2.1", "192.0.2.1"),
        ("::1", "::1"),
        ("[2001:db8::1]", "2001:db8::1"),
    ],
)
def test_a_host_is_a_name_or_an_address(host: str, kept: str) -> None:
    assert _settings(host=host).endpoint.host == kept


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_mechanism_may_be_set(mechanism: str) -> None:
    assert _settings(host="mail.example", mechanism=mechanism).mechanism == mechanism


def test_an_unknown_mechanism_is_refused_with_those_that_are_known() -> None:
    refusal = _refusal(host="mail.example", mechanism="digest-md5")
    assert "digest-md5" in refusal.message
    assert "scram-sha-256" in refusal.advice


@pytest.mark.parametrize("key", ["from_address", "to_address"])
@pytest.mark.parametrize("address", ["nobody", "a@b\r\nc", "Fred <fred@b.example>"])
def test_an_address_that_is_none_is_refused_with_its_key(key: str, address: str) -> None:
    assert _refusal(host="mail.example", **{key: address}).message.startswith(f"profile p: {key} ")


@pytest.mark.parametrize(("address", "kept"), [(None, None), ("", None), (" a@b.example ", "a@b.example")])
def test_an_address_may_be_missing_or_have_blanks_around(address: str | None, kept: str | None) -> None:
    assert _settings(host="mail.example", from_address=address).from_address == kept


def test_a_user_name_that_is_the_secret_is_never_a_literal() -> None:
    settings = _settings("postmark", username="whatever")
    assert (settings.username, settings.secret_is_username, settings.logs_in) == (None, True, True)


def test_a_user_name_that_is_always_the_same_need_not_be_written() -> None:
    assert _settings("sendgrid").username == "apikey"


def test_a_user_name_that_cannot_be_right_is_refused() -> None:
    assert "username is not what" in _refusal("sendgrid", username="fred").message


def test_without_a_user_name_nobody_logs_in() -> None:
    settings = _settings(host="mail.example")
    assert (settings.username, settings.logs_in) == (None, False)


@pytest.mark.parametrize(
    ("host", "warned"), [("mail.example", True), ("localhost", False), ("127.0.0.1", False), ("::1", False)]
)
def test_plain_text_to_another_machine_is_warned_of(host: str, warned: bool) -> None:
    warnings = _settings(host=host, security=Security.NONE).warnings
    assert bool(warnings) is warned


def test_the_rest_of_a_profile_goes_through_as_it_is() -> None:
    settings = _settings(
        host="mail.example",
        username="fred",
        from_name="Fred",
        secret=SecretSource.parse("env:NAME"),
        ehlo_name="client.example",
        ca_file="/ca.pem",
        tls_fingerprint="sha256:00",
        address_family=AddressFamily.IPV6,
    )
    assert (settings.profile, settings.provider, settings.username, settings.from_name) == (
        "p",
        "custom",
        "fred",
        "Fred",
    )
    assert str(settings.secret_source) == "env:NAME"
    assert (settings.ehlo_name, settings.ca_file, settings.tls_fingerprint) == (
        "client.example",
        "/ca.pem",
        "sha256:00",
    )
    assert settings.address_family is AddressFamily.IPV6
    assert settings.account == ("mail.example", "fred")


def test_a_provider_of_the_operators_own_is_found_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'title = "Mine"\nkind = "relay"\n[[regions]]\nname = "global"\n'
        'endpoints = [{ host = "relay.mine.example", port = 465, security = "tls" }]\n',
        encoding="utf-8",
    )
    settings = settings_of(Profile("p", "mine"), tmp_path)
    assert settings.endpoint == Endpoint("relay.mine.example", 465, Security.TLS)


def test_resolving_does_not_load_the_provider_again() -> None:
    assert resolve(Profile("p", "gmail"), providers.load("gmail")).endpoint.host == "smtp.gmail.com"
