"""The SMTP password of Amazon SES: the public vectors, and what is refused."""

import pytest

from smtptui import providers
from smtptui.errors import SecretError
from smtptui.providers.ses import check_access_key, derive_smtp_password, looks_like_secret_key
from smtptui.secret import Secret

# terraform-provider-aws, TestSESSMTPPasswordFromSecretKeySigV4.
VECTORS = [
    ("some+secret+key", "eu-central-1", "BMXhUYlu5Z3gSXVQORxlVa7XPaz91aGWdfHxvkOZdWZ2"),
    ("another+secret+key", "eu-central-1", "BBbphbrQmrKMx42d1N6+C7VINYEBGI5v9VsZeTxwskfh"),
    ("some+secret+key", "us-west-1", "BH+jbMzper5WwlwUar9E1ySBqHa9whi0GPo+sJ0mVYJj"),
    ("another+secret+key", "us-west-1", "BKVmjjMDFk/qqw8EROW99bjCS65PF8WKvK5bSr4Y6EqF"),
]
SECRET_KEY = Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


@pytest.mark.parametrize(("secret_key", "region", "password"), VECTORS)
def test_the_public_vectors_come_out(secret_key: str, region: str, password: str) -> None:
    assert derive_smtp_password(Secret(secret_key), region) == Secret(password)


def test_a_derived_password_has_the_shape_that_the_catalogue_knows() -> None:
    credential = providers.load("ses").secret
    assert credential is not None
    assert credential.pattern is not None
    assert credential.pattern.fullmatch(derive_smtp_password(SECRET_KEY, "us-gov-west-1").reveal())


@pytest.mark.parametrize("region", ["", "eu-west", "EU-WEST-1", "eu-west-1\n", "../x", "eu west 1"])
def test_what_is_no_region_is_refused(region: str) -> None:
    with pytest.raises(SecretError, match="is no AWS region"):
        derive_smtp_password(SECRET_KEY, region)


def test_an_smtp_password_is_not_derived_again() -> None:
    with pytest.raises(SecretError, match="is an SMTP password already"):
        derive_smtp_password(Secret(VECTORS[0][2]), "eu-central-1")


def test_nothing_is_derived_from_nothing() -> None:
    with pytest.raises(SecretError, match="is empty"):
        derive_smtp_password(Secret(""), "eu-central-1")


@pytest.mark.parametrize("access_key_id", ["ASIAIOSFODNN7EXAMPLE", " asiaiosfodnn7example\n"])
def test_a_temporary_access_key_is_refused_with_the_reason(access_key_id: str) -> None:
    with pytest.raises(SecretError, match="temporary") as caught:
        check_access_key(access_key_id)
    assert "IAM user" in caught.value.advice


def test_a_long_term_access_key_passes() -> None:
    check_access_key("AKIAIOSFODNN7EXAMPLE")


@pytest.mark.parametrize(("text", "expected"), [(SECRET_KEY.reveal(), True), (VECTORS[0][2], False), ("abc", False)])
def test_a_secret_key_is_known_by_its_shape(text: str, expected: bool) -> None:
    assert looks_like_secret_key(Secret(text)) is expected
