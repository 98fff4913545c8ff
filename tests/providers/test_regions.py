"""The endpoints of a region, known or newer than the catalogue."""

import pytest

from smtptui import providers
from smtptui.errors import ConfigurationError

SES = providers.load("ses")


def test_a_known_region_has_its_endpoints_without_a_warning() -> None:
    endpoints, warning = providers.endpoints_in(SES, "eu-west-1")
    assert [str(item.endpoint) for item in endpoints][:2] == [
        "email-smtp.eu-west-1.amazonaws.com:587 STARTTLS",
        "email-smtp.eu-west-1.amazonaws.com:465 TLS",
    ]
    assert warning is None


def test_a_region_is_found_in_any_case() -> None:
    assert providers.endpoints_in(SES, " EU-West-1 ") == providers.endpoints_in(SES, "eu-west-1")


def test_a_region_that_the_catalogue_lacks_goes_through_the_host_pattern_with_a_warning() -> None:
    endpoints, warning = providers.endpoints_in(SES, "mx-central-1")
    assert {item.endpoint.host for item in endpoints} == {"email-smtp.mx-central-1.amazonaws.com"}
    assert [item.endpoint.port for item in endpoints] == [587, 465, 2587, 2465, 25]
    assert [item.preferred for item in endpoints] == [True, False, False, False, False]
    assert {item.region for item in endpoints} == {"mx-central-1"}
    assert warning is not None
    assert warning.endswith("email-smtp.mx-central-1.amazonaws.com is a guess")


def test_a_misspelt_region_is_answered_with_its_neighbour() -> None:
    assert "did you mean eu-west-1?" in str(providers.endpoints_in(SES, "eu-west1")[1])


@pytest.mark.parametrize("region", ["evil.example/", "a b", "x\r\ny", "", "{region}", "a" * 3 + "."])
def test_a_region_never_changes_the_host_s_domain(region: str) -> None:
    with pytest.raises(ConfigurationError, match="Amazon SES has no region") as caught:
        providers.endpoints_in(SES, region)
    assert caught.value.message.isprintable()
    assert "eu-west-1" in caught.value.advice


def test_without_a_host_pattern_an_unknown_region_is_refused() -> None:
    with pytest.raises(ConfigurationError, match='Mailgun has no region "ap"') as caught:
        providers.endpoints_in(providers.load("mailgun"), "ap")
    assert caught.value.advice == "allowed: us, eu"


def test_a_provider_without_regions_says_so() -> None:
    with pytest.raises(ConfigurationError) as caught:
        providers.endpoints_in(providers.load("custom"), "eu")
    assert "has no regions" in caught.value.advice


def test_the_ports_of_a_guess_are_those_of_the_default_region() -> None:
    few = SES._replace(endpoints=tuple(item for item in SES.endpoints if item.endpoint.port == 465))
    assert [item.endpoint.port for item in providers.endpoints_in(few, "mx-central-1")[0]] == [465]
