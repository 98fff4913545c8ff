"""What holds for every format, whichever it is."""

import pytest
from hypothesis import given, settings

from smtptui import formats
from smtptui.errors import MisuseError
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import differences, rendered
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from tests.formats.nasty import ANY_SECRET, GOOD, SECRETS

ALL = [(name, target) for name in formats.names() for target in formats.load(name).targets or ("",)]


@pytest.mark.parametrize(("name", "target"), ALL)
@pytest.mark.parametrize("secret", SECRETS)
def test_a_nasty_secret_comes_back_as_it_is_or_is_refused_with_the_reason(name: str, target: str, secret: str) -> None:
    known = formats.load(name)
    values = GOOD._replace(secret=Secret(secret))
    if known.limit("secret", secret, target):
        with pytest.raises(CannotHoldError) as refused:
            rendered(name, known, values, target or None)
        assert len(secret) < 4 or secret not in refused.value.message
    else:
        assert known.parse(rendered(name, known, values, target or None), target).secret == Secret(secret)


@pytest.mark.parametrize(("name", "target"), ALL)
def test_any_secret_comes_back_or_is_refused(name: str, target: str) -> None:
    known = formats.load(name)

    @settings(max_examples=25, deadline=None)
    @given(ANY_SECRET)
    def comes_back(secret: str) -> None:
        if known.limit("secret", secret, target):
            return
        text = rendered(name, known, GOOD._replace(secret=Secret(secret)), target or None)
        assert known.parse(text, target).secret == Secret(secret)

    comes_back()


@pytest.mark.parametrize(("name", "target"), ALL)
@pytest.mark.parametrize("security", list(Security))
def test_every_kind_of_security_comes_back(name: str, target: str, security: Security) -> None:
    known = formats.load(name)
    if "security" not in known.holds:
        assert known.parse(rendered(name, known, GOOD, target or None), target).security is None
        return
    values = GOOD._replace(security=security, port=465 if security is Security.TLS else 587)
    if known.limit("security", security, target):
        with pytest.raises(CannotHoldError, match="cannot hold the security"):
            rendered(name, known, values, target or None)
    else:
        assert known.parse(rendered(name, known, values, target or None), target).security is security


@pytest.mark.parametrize(("name", "target"), ALL)
@pytest.mark.parametrize("character", ["\n", "\r", "\0"])
def test_no_format_takes_a_line_end_or_a_nul(name: str, target: str, character: str) -> None:
    with pytest.raises(CannotHoldError, match="which no format carries"):
        rendered(name, formats.load(name), GOOD._replace(secret=Secret(f"a{character}b")), target or None)


@pytest.mark.parametrize(("name", "target"), ALL)
def test_a_profile_that_says_little_comes_back_too(name: str, target: str) -> None:
    known = formats.load(name)
    values = GOOD._replace(from_name=None, to_address=None, ehlo_name=None, ca_file=None, mechanism=None)
    text = rendered(name, known, values, target or None)
    assert differences(known, values, text, target) == []


@pytest.mark.parametrize(("name", "target"), ALL)
def test_a_file_of_another_profile_is_told_apart_by_field(name: str, target: str) -> None:
    known = formats.load(name)
    text = rendered(name, known, GOOD, target or None)
    assert differences(known, GOOD._replace(secret=Secret("other")), text, target) == ["secret"]


@pytest.mark.parametrize(("name", "target"), ALL)
@pytest.mark.parametrize("text", ["", "\n", "no such file", "\0\xff", "=\n:\n'\n\"", "a" * 100_000])
def test_what_is_no_file_of_the_format_is_read_as_nothing(name: str, target: str, text: str) -> None:
    assert formats.load(name).parse(text, target).secret is None


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(MisuseError, match="there is no format"):
        formats.load("wordpres")


def test_an_unknown_target_names_those_there_are() -> None:
    with pytest.raises(MisuseError) as raised:
        rendered("adt-env", formats.load("adt-env"), GOOD, "1999")
    assert "2026" in raised.value.advice
