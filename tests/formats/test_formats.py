"""What holds for every format, whichever it is."""

import pytest
from hypothesis import given, settings

from smtptui import formats
from smtptui.errors import MisuseError
from smtptui.formats._base import CannotHoldError, carries, files
from smtptui.formats._verify import differences, rendered
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from tests.formats.nasty import ANY_SECRET, GOOD, SECRETS
from tests.formats.whole import read_back, written

ALL = [(name, target) for name in formats.names() for target in formats.load(name).targets or ("",)]
# Formats that carry no secret, or not with every target.
WITH_SECRET = [(name, target) for name, target in ALL if carries(formats.load(name), "secret", target)]


def _limit(name: str, target: str, field: str, text: str) -> str | None:
    """Why one of the format's files cannot hold it."""
    reasons = (one.limit(field, text, target) for one in files(formats.load(name), target) if field in one.holds)
    return next(filter(None, reasons), None)


@pytest.mark.parametrize(("name", "target"), WITH_SECRET)
def test_a_nasty_secret_comes_back_as_it_is_or_is_refused_with_the_reason(name: str, target: str) -> None:
    # Not a test for each: what pytest does around a test takes longer than most of these do.
    assert [secret for secret in SECRETS if not _comes_back_or_is_refused(name, target, secret)] == []


def _comes_back_or_is_refused(name: str, target: str, secret: str) -> bool:
    values = GOOD._replace(secret=Secret(secret))
    if _limit(name, target, "secret", secret):
        with pytest.raises(CannotHoldError) as refused:
            written(name, values, target)
        return len(secret) < 4 or secret not in refused.value.message
    return read_back(name, written(name, values, target), target).secret == Secret(secret)


@pytest.mark.parametrize(("name", "target"), WITH_SECRET)
def test_any_secret_comes_back_or_is_refused(name: str, target: str) -> None:
    @settings(max_examples=25, deadline=None, derandomize=True)
    @given(ANY_SECRET)
    def comes_back(secret: str) -> None:
        if _limit(name, target, "secret", secret):
            return
        texts = written(name, GOOD._replace(secret=Secret(secret)), target)
        assert read_back(name, texts, target).secret == Secret(secret)

    comes_back()


@pytest.mark.parametrize(("name", "target"), sorted(set(ALL) - set(WITH_SECRET)))
def test_a_format_that_carries_no_secret_writes_none(name: str, target: str) -> None:
    assert "sfhbfr8rxh" not in "".join(written(name, GOOD, target))


@pytest.mark.parametrize(("name", "target"), ALL)
@pytest.mark.parametrize("security", list(Security))
def test_every_kind_of_security_comes_back(name: str, target: str, security: Security) -> None:
    if not carries(formats.load(name), "security", target):
        assert read_back(name, written(name, GOOD, target), target).security is None
        return
    values = GOOD._replace(security=security, port=465 if security is Security.TLS else 587)
    if _limit(name, target, "security", security):
        with pytest.raises(CannotHoldError, match="cannot hold the security"):
            written(name, values, target)
    else:
        assert read_back(name, written(name, values, target), target).security is security


@pytest.mark.parametrize(("name", "target"), WITH_SECRET)
@pytest.mark.parametrize("character", ["\n", "\r", "\0"])
def test_no_format_takes_a_line_end_or_a_nul(name: str, target: str, character: str) -> None:
    with pytest.raises(CannotHoldError, match="which no format carries"):
        written(name, GOOD._replace(secret=Secret(f"a{character}b")), target)


@pytest.mark.parametrize(("name", "target"), ALL)
def test_a_profile_that_says_little_comes_back_too(name: str, target: str) -> None:
    values = GOOD._replace(from_name=None, to_address=None, ehlo_name=None, ca_file=None, mechanism=None)
    texts = written(name, values, target)
    for one, text in zip(files(formats.load(name), target), texts, strict=True):
        assert differences(one, values, text, target) == []


@pytest.mark.parametrize(("name", "target"), WITH_SECRET)
def test_a_file_of_another_profile_is_told_apart_by_field(name: str, target: str) -> None:
    texts, other = written(name, GOOD, target), GOOD._replace(secret=Secret("other"))
    told = [
        field
        for one, text in zip(files(formats.load(name), target), texts, strict=True)
        for field in differences(one, other, text, target)
    ]
    assert told == ["secret"]


@pytest.mark.parametrize(("name", "target"), ALL)
@pytest.mark.parametrize("text", ["", "\n", "no such file", "\0\xff", "=\n:\n'\n\"", "a" * 100_000])
def test_what_is_no_file_of_the_format_is_read_as_nothing(name: str, target: str, text: str) -> None:
    for one in files(formats.load(name), target):
        assert one.parse(text, target).secret is None


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(MisuseError, match="there is no format"):
        formats.load("wordpres")


def test_an_unknown_target_names_those_there_are() -> None:
    with pytest.raises(MisuseError) as raised:
        rendered("adt-env", formats.load("adt-env"), GOOD, "1999")
    assert "2026" in raised.value.advice
