"""EMAIL_URL, by the words of django-environ."""

import pytest

from smtptui import formats
from smtptui.formats._base import CannotHoldError
from smtptui.formats._recognise import readings, recognised
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from tests.formats.nasty import GOOD

DJANGO = formats.load("django")


@pytest.mark.parametrize(
    ("security", "scheme"), [(Security.STARTTLS, "smtp+tls"), (Security.TLS, "smtp+ssl"), (Security.NONE, "smtp")]
)
def test_its_schemes_are_its_own(security: Security, scheme: str) -> None:
    values = GOOD._replace(security=security, secret=Secret("a b'/+@"))
    assert rendered("django", DJANGO, values, "email-url") == (
        f"EMAIL_URL='{scheme}://fred%40example.com:a%20b%27%2F%2B%40@mail.example.net:587'\n"
        "DEFAULT_FROM_EMAIL='notifications@example.com'\n"
    )


def test_smtps_is_starttls_there() -> None:
    text = "SECRET_KEY=x\nEMAIL_URL=smtps://fred:p%40q@mail.example.net:587\n"
    assert recognised(text) == ["django"]
    (reading,) = readings(["django"], text)
    assert (reading.target, reading.values.security, reading.values.secret) == (
        "email-url",
        Security.STARTTLS,
        Secret("p@q"),
    )


def test_the_rest_of_the_file_stays() -> None:
    existing = "# mine\nEMAIL_URL=consolemail://\nDEBUG=1\n"
    text = rendered("django", DJANGO, GOOD._replace(from_address=None), "email-url", existing)
    assert text == "# mine\nEMAIL_URL='smtp+tls://fred%40example.com:sfhbfr8rxh@mail.example.net:587'\nDEBUG=1\n"


def test_what_smtplib_cannot_send_is_refused_by_url_too() -> None:
    with pytest.raises(CannotHoldError, match="ASCII"):
        rendered("django", DJANGO, GOOD._replace(secret=Secret("pässwörd")), "email-url")
