"""What people paste, taken as they meant it."""

import pytest

from smtptui import providers
from smtptui.core.pasting import (
    HostParts,
    check_secret_shape,
    check_username,
    clean_host,
    clean_pasted_secret,
    clean_pasted_text,
    holds_stray_blanks,
    without_blanks,
)
from smtptui.secret import Secret
from smtptui.smtp.security import Security

ONLY_HOST = "only the host name was taken from it"
TRIMMED = "blanks or line ends around it were removed"


@pytest.mark.parametrize(
    ("pasted", "parts"),
    [
        ("smtp.x.com", HostParts("smtp.x.com")),
        ("smtp.x.com.", HostParts("smtp.x.com.")),
        ("bücher.example", HostParts("bücher.example")),
        ("192.0.2.7", HostParts("192.0.2.7")),
        ("::1", HostParts("::1")),
        ("[::1]", HostParts("::1")),
        ("", HostParts("")),
        (" smtp.x.com\r\n", HostParts("smtp.x.com", notice=TRIMMED)),
        ("\u00a0smtp.x.com\u200b", HostParts("smtp.x.com", notice=TRIMMED)),
        ("smtp.x.com:587", HostParts("smtp.x.com", 587, notice="port 587 taken from the address")),
        ("[::1]:25", HostParts("::1", 25, notice="port 25 taken from the address")),
        (
            "smtps://smtp.x.com:465/",
            HostParts("smtp.x.com", 465, Security.TLS, "port 465 and TLS taken from the address"),
        ),
        ("ssl://smtp.x.com", HostParts("smtp.x.com", None, Security.TLS, "TLS taken from the address")),
        (
            "submission://smtp.x.com",
            HostParts("smtp.x.com", None, Security.STARTTLS, "STARTTLS taken from the address"),
        ),
        ("tls://smtp.x.com", HostParts("smtp.x.com", notice=ONLY_HOST)),
        ("https://smtp.x.com/help?a=b", HostParts("smtp.x.com", notice=ONLY_HOST)),
        ("smtp.x.com,", HostParts("smtp.x.com", notice=ONLY_HOST)),
        ("smtp.x.com:99999", HostParts("smtp.x.com:99999")),
        ("smtp.x.com:0", HostParts("smtp.x.com:0")),
        ("a b", HostParts("a b")),
        (":25", HostParts(":25")),
    ],
)
def test_a_host_is_taken_apart(pasted: str, parts: HostParts) -> None:
    assert clean_host(pasted) == parts


@pytest.mark.parametrize(
    "pasted",
    [
        "smtp://fred:s3cr[t/@h.example:25",
        "smtps://u:_|KZ&s3cr[@h.example",
        "ftp://u:s3cr@h.example",
        "u:s3cr@h.example",
    ],
)
def test_a_secret_in_front_of_a_host_is_dropped_and_never_repeated(pasted: str) -> None:
    parts = clean_host(pasted)
    assert parts.host == "h.example"
    assert "s3cr" not in str(parts)


def test_a_secret_before_something_that_is_no_host_is_dropped_too() -> None:
    assert "s3cr" not in str(clean_host("smtp://u:s3cr@[not:closed"))


def test_any_other_value_is_trimmed_with_a_notice() -> None:
    assert clean_pasted_text("\ufefffred@gmail.com \n") == ("fred@gmail.com", TRIMMED)
    assert clean_pasted_text("fred@gmail.com") == ("fred@gmail.com", None)


@pytest.mark.parametrize(
    "pasted", ["abcd efgh ijkl mnop", " abcd\u00a0efgh\u00a0ijkl\u00a0mnop\n", "abcd efgh\r\nijkl mnop"]
)
def test_the_blanks_of_google_s_app_passwords_are_removed(pasted: str) -> None:
    secret, notice = clean_pasted_secret(providers.load("gmail"), pasted)
    assert secret == Secret("abcdefghijklmnop")
    assert notice == "the blanks in it were removed"


@pytest.mark.parametrize(
    ("name", "pasted", "kept"),
    [
        ("gmail", "my own password", "my own password"),
        ("custom", "abcd efgh ijkl mnop", "abcd efgh ijkl mnop"),
        ("mailgun", "abcd efgh ijkl mnop", "abcd efgh ijkl mnop"),
    ],
)
def test_blanks_inside_another_secret_stay(name: str, pasted: str, kept: str) -> None:
    assert clean_pasted_secret(providers.load(name), pasted) == (Secret(kept), None)


def test_a_secret_is_trimmed_with_a_notice_that_does_not_hold_it() -> None:
    assert clean_pasted_secret(providers.load("ses"), "  hunter22 \r\n") == (Secret("hunter22"), TRIMMED)


@pytest.mark.parametrize(
    ("name", "value", "refuses"),
    [
        ("gmail", "fred@gmail.com", None),
        ("gmail", "fred@example.com", True),
        ("ses", "AKIAIOSFODNN7EXAMPLE", None),
        ("ses", "fred", True),
        ("sendgrid", "apikey", None),
        ("sendgrid", "fred@example.com", True),
        ("zeptomail", "emailapikey", None),
        ("zeptomail", "fred@example.com", None),
        ("mailjet", "0123456789abcdef0123456789abcdef", None),
        ("mailjet", "fred", False),
        ("custom", "anything at all", None),
        ("postfix", "anything at all", None),
        ("mandrill", "anything at all", None),
    ],
)
def test_only_a_strict_user_name_refuses(name: str, value: str, refuses: bool | None) -> None:
    problem = check_username(providers.load(name), value)
    assert (problem.refuses if problem else None) is refuses


@pytest.mark.parametrize(("name", "shape"), [("ses", "an SMTP user name"), ("gmail", "a Gmail address")])
def test_what_is_expected_is_named_as_people_say_it(name: str, shape: str) -> None:
    problem = check_username(providers.load(name), "fred")
    assert problem is not None
    assert problem.text == f"this is not what {shape} looks like"


def test_a_temporary_key_of_aws_is_refused_with_the_reason() -> None:
    problem = check_username(providers.load("ses"), "ASIAIOSFODNN7EXAMPLE")
    assert problem is not None
    assert problem.refuses
    assert "temporary" in problem.text


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("gmail", "abcdefghijklmnop", None),
        ("gmail", "hunter22", "usual shape of Gmail's App password"),
        ("ses", "BMXhUYlu5Z3gSXVQORxlVa7XPaz91aGWdfHxvkOZdWZ2", None),
        ("ses", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "looks like an IAM secret access key"),
        ("brevo", "xkeysib-" + "a" * 64 + "-" + "b" * 16, "this is an API key"),
        ("mandrill", "a" * 32 + "-us12", "Mailchimp Marketing key"),
        ("custom", "anything", None),
        ("custom", "two\nlines", "holds a line end"),
        ("gmail", "", None),
    ],
)
def test_the_shape_of_a_secret_warns_without_repeating_it(name: str, value: str, words: str | None) -> None:
    warning = check_secret_shape(providers.load(name), Secret(value))
    assert (warning is None) == (words is None)
    assert words is None or words in str(warning)
    assert not value or value not in str(warning)


@pytest.mark.parametrize(
    ("username", "bare"),
    [
        ("fred@gmail.com", "fred@gmail.com"),
        (" fred@gmail.com\u200b", "fred@gmail.com"),
        ("fred @ gmail.com", "fred@gmail.com"),
        (" fred miller ", "fred miller"),
        ('"fred miller"@gmail.com', '"fred miller"@gmail.com'),
    ],
)
def test_blanks_leave_a_user_name_where_they_cannot_be_meant(username: str, bare: str) -> None:
    assert without_blanks(providers.load("custom"), username) == bare


@pytest.mark.parametrize(
    ("provider", "secret", "stray"),
    [
        ("gmail", "abcd efgh ijkl mnop", True),
        ("custom", "abcd efgh ijkl mnop", False),
        ("custom", "correct horse ", True),
        ("gmail", "abcdefghijklmnop", False),
    ],
)
def test_stray_blanks_in_a_secret_are_noticed(provider: str, secret: str, stray: bool) -> None:
    assert holds_stray_blanks(providers.load(provider), Secret(secret)) is stray


@pytest.mark.parametrize("pasted", ['"hunter 2"', "'hunter 2'\n", "“hunter 2”", " `hunter 2` ", "«hunter 2»"])
def test_the_quotes_around_a_secret_go_with_a_notice(pasted: str) -> None:
    assert clean_pasted_secret(providers.load("ses"), pasted) == (
        Secret("hunter 2"),
        "the quotes around it were removed",
    )


@pytest.mark.parametrize("pasted", ['"', '""', "it's", "'a\"", '"a'])
def test_quotes_that_are_no_pair_stay(pasted: str) -> None:
    assert clean_pasted_secret(providers.load("ses"), pasted) == (Secret(pasted), None)
