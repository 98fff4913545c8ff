"""The toolkit's own scripts garble values and take wrong ports: each era has its own list, and says so."""

import pytest

from smtptui import formats
from smtptui.formats._base import Values
from smtptui.secret import Secret
from tests.formats.nasty import GOOD

FINE = GOOD._replace(provider="sendpulse", secret=Secret("Safe._+-1"), from_address="a@example.com")


def _said(target: str, values: Values = FINE, name: str = "adt-env") -> str:
    return "\n".join(formats.load(name).warnings(values, target))


@pytest.mark.parametrize(
    ("target", "secret", "words"),
    [
        *[(era, "a:b", "up to the last one is lost") for era in ("2020", "2021")],
        *[(era, "a b", "several words when mail is sent") for era in ("2020", "2021")],
        *[(era, "a\\b", "sed interprets it") for era in ("2020", "2021")],
        *[(era, "a'b", "breaks Joomla's configuration") for era in ("2020", "2021")],
        *[("2026", f"a{one}b", "a shell reads it once more") for one in "$`\\'\"&;|<>()*?[]#~! "],
        ("2026", "a/b", "sed takes it for its own"),
        ("2026", "a&b", "sed takes it for its own"),
        ("2026", "a=b", "awk cuts Joomla's value off there"),
        *[(era, "p\u00e4ss", "only letters, digits") for era in ("2020", "2021", "2026")],
    ],
)
@pytest.mark.parametrize("field", ["secret", "username"])
def test_what_an_era_garbles_is_named_and_nothing_of_the_value(
    target: str, secret: str, words: str, field: str
) -> None:
    changed = FINE._replace(secret=Secret(secret)) if field == "secret" else FINE._replace(username=secret)
    said = _said(target, changed)
    assert words in said
    assert f"in the {'user name' if field == 'username' else 'secret'}" in said
    assert secret not in said


@pytest.mark.parametrize("target", ["2020", "2021", "2026"])
@pytest.mark.parametrize("name", ["adt-env", "adt-settings"])
def test_letters_digits_and_four_signs_are_safe_in_every_era(target: str, name: str) -> None:
    assert "garbles" not in _said(target, name=name)
    assert "only letters" not in _said(target, name=name)


def test_what_one_era_garbles_another_carries() -> None:
    assert "garbles" not in _said("2020", FINE._replace(secret=Secret("a$b/c=d&e|f[g*")))
    assert "garbles" not in _said("2026", FINE._replace(secret=Secret("a:b")))


@pytest.mark.parametrize(
    ("target", "provider", "words"),
    [
        *[(era, "sendpulse", "port 2525 without TLS") for era in ("2020", "2021", "2026")],
        *[(era, "ses", "port 25, which Amazon throttles") for era in ("2020", "2021")],
        ("2026", "ses", "port 25 without TLS, which Amazon SES refuses"),
        ("2026", "ses", "gives Joomla port 2525, which Amazon SES does not have"),
        ("2026", "mailjet", "in.mailjet.com:2525 without TLS"),
        ("2021", "mailjet", "gives Joomla smtp.gmail.com"),
        ("2026", "sendpulse", "gives Joomla no port"),
    ],
)
def test_wrong_servers_and_ports_are_named(target: str, provider: str, words: str) -> None:
    assert words in _said(target, FINE._replace(provider=provider))


def test_gmail_of_2020_was_right() -> None:
    assert _said("2020", FINE._replace(provider="gmail")) == "its sendemail verifies no certificate"


def test_another_region_of_amazons_is_named() -> None:
    assert "in eu-west-1 alone" in _said("2021", FINE._replace(provider="ses", region="us-east-1"))
    assert "alone, and" not in _said("2021", FINE._replace(provider="ses", region="eu-west-1"))


@pytest.mark.parametrize(
    ("target", "provider", "refused"),
    [("2020", "sendpulse", True), ("2021", "mailjet", True), ("2021", "ses", False), ("2026", "mailjet", False)],
)
def test_a_user_name_that_the_prompt_refuses_is_named(target: str, provider: str, refused: bool) -> None:
    said = _said(target, FINE._replace(provider=provider, username="0123456789abcdef"))
    assert ("refuses the user name at its prompt" in said) is refused


def test_an_address_with_a_long_ending_is_refused_at_the_prompt() -> None:
    assert "refuses the To address" in _said("2026", FINE._replace(to_address="fred@example.photography"))
    assert "refuses the From address" in _said("2020", FINE._replace(from_address="fred@example.photography"))
