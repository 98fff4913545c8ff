"""What Postfix's programs complain of, by the words of Postfix 3.7."""

import pytest

from smtptui.errors import ConfigurationError, NotRunningError, SmtptuiError, WriteError
from smtptui.relay.complaints import gravest_words, raise_complaint


@pytest.mark.parametrize(
    ("complaint", "kind"),
    [
        ("postqueue: fatal: Cannot flush mail queue - mail system is down", NotRunningError),
        (
            "postqueue: warning: Mail system is down -- accessing queue directly (Connect to the Postfix showq "
            "service: No such file or directory)\npostqueue: fatal: malformed showq server response",
            NotRunningError,
        ),
        ("postsuper: fatal: use of this command is reserved for the superuser", WriteError),
        ("postfix: fatal: the postfix command is reserved for the superuser", WriteError),
        (
            "postqueue: error: unauthorized configuration directory name: /etc/other\n"
            'postqueue: fatal: specify "alternate_config_directories = /etc/other" in /etc/postfix/main.cf',
            ConfigurationError,
        ),
        ("postconf: fatal: open /etc/postfix/main.cf: No such file or directory", ConfigurationError),
        ("postconf: fatal: open /etc/postfix/main.cf: Permission denied", WriteError),
        ("something that no version says", ConfigurationError),
        ("", ConfigurationError),
    ],
)
def test_a_complaint_is_the_error_that_it_means(complaint: str, kind: type[SmtptuiError]) -> None:
    with pytest.raises(kind) as raised:
        raise_complaint("postqueue", 69, complaint)
    assert raised.value.message
    assert raised.value.advice


def test_the_gravest_word_is_the_one_that_is_shown() -> None:
    complaint = (
        "postqueue: warning: Mail system is down -- accessing queue directly\n"
        "postqueue: fatal: malformed \x1b[31mshowq server response\n"
        "postqueue: warning: something later\n"
    )
    assert gravest_words(complaint) == "malformed ␛[31mshowq server response"
