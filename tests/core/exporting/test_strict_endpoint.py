"""A reader that cannot insist on STARTTLS gets an endpoint that needs none."""

import pytest

from smtptui import formats
from smtptui.core.exporting.export import Export, export
from smtptui.core.settings import settings_of
from smtptui.model.profile import Profile
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_LAX = [name for name in formats.names() if formats.load(name).may_skip_starttls]


def _exported(name: str, profile: Profile) -> Export:
    return export(name, settings_of(profile), Secret("sfhbfr8rxh"), None)


def test_the_readers_that_cannot_insist_are_these() -> None:
    assert {"symfony", "laravel", "drupal-core-dsn"} <= set(_LAX)


@pytest.mark.parametrize("name", _LAX)
def test_it_is_given_the_providers_implicit_tls_and_the_operator_is_told(name: str) -> None:
    done = _exported(name, Profile("fred", provider="mailgun", username="fred@mg.example.com"))
    assert (done.values.host, done.values.port, done.values.security) == ("smtp.mailgun.org", 465, Security.TLS)
    assert "smtp.mailgun.org:465 TLS is written in place of smtp.mailgun.org:587 STARTTLS" in done.notes[0]
    assert not [warning for warning in done.warnings if "STARTTLS is stripped" in warning]


@pytest.mark.parametrize("name", _LAX)
def test_what_the_profile_asks_for_stays_and_the_risk_is_named(name: str) -> None:
    done = _exported(name, Profile("fred", provider="mailgun", username="fred@mg.example.com", port=587))
    assert done.values.port == 587
    assert "has no such risk" in done.notes[0]
    assert [warning for warning in done.warnings if "in the clear" in warning]


@pytest.mark.parametrize("name", _LAX)
def test_without_such_an_endpoint_the_risk_is_named(name: str) -> None:
    done = _exported(name, Profile("own", host="mail.example.com", username="fred"))
    assert (done.values.port, done.notes) == (587, ())
    assert [warning for warning in done.warnings if "in the clear" in warning]


def test_a_reader_that_insists_gets_what_the_profile_says() -> None:
    done = _exported("joomla", Profile("fred", provider="mailgun", username="fred@mg.example.com"))
    assert (done.values.port, done.notes) == (587, ())
