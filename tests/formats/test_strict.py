"""Where a reader can insist on STARTTLS, it is told to; where it cannot, the format says so."""

import pytest

from smtptui import formats
from smtptui.formats._verify import rendered
from smtptui.smtp.security import Security
from tests.formats.nasty import GOOD

# The word of each reader's own that makes STARTTLS required, where its servers' offer is not enough.
STRICT = {
    "adt-joomla": "$smtpsecure = 'tls';",
    "django": "EMAIL_USE_TLS = True",
    "drupal-smtp": "['smtp_protocol'] = 'tls';",
    "drupal7-smtp": "['smtp_protocol'] = 'tls';",
    "fluent-smtp": '"encryption": "tls"',
    "frontier": "smtp_tls_policy: 'mandatory'",
    "ghost": '"requireTLS": true',
    "git": 'smtpEncryption = "tls"',
    "grafana": "MandatoryStartTLS",
    "joomla": "$smtpsecure = 'tls';",
    "moodle": "$CFG->smtpsecure = 'tls';",
    "msmtp": "tls on\ntls_starttls on",
    "nodemailer": '"requireTLS": true',
    "nullmailer": " smtp starttls ",
    "postfix": "smtp_tls_security_level = secure",
    "rails": "enable_starttls: true",
    "spring": "spring.mail.properties.mail.smtp.starttls.required=true",
    "ssmtp": "UseSTARTTLS=YES",
    "wordpress-mu-plugin": "$phpmailer->SMTPSecure = 'tls';",
    "wp-mail-smtp": "define('WPMS_SSL', 'tls');",
    "wp-mail-smtp-option": '"encryption": "tls"',
}
# What they read says the security in words of ours, in a second file (exim4), or not at all: whoever uses it decides.
OURS = {
    *(
        "adt-drupal",
        "adt-env",
        "adt-moodle",
        "adt-settings",
        "adt-wordpress",
        "ansible",
        "compose",
        "dotcloud",
        "exim4",
    ),
    *("kubernetes-secret", "node-dotenv", "python-dotenv", "ruby-dotenv", "shell", "shield", "smtp-url", "systemd-env"),
    *("terraform", "toml"),
}


@pytest.mark.parametrize("name", sorted(STRICT))
def test_a_reader_that_can_insist_on_starttls_does(name: str) -> None:
    known = formats.load(name)
    assert STRICT[name] in rendered(name, known, GOOD)
    assert not known.may_skip_starttls


@pytest.mark.parametrize("name", sorted(name for name in formats.names() if formats.load(name).may_skip_starttls))
def test_one_that_cannot_names_the_risk_and_none_with_tls_from_the_first_byte(name: str) -> None:
    known = formats.load(name)
    assert [said for said in known.warnings(GOOD, "") if "in the clear" in said]
    assert known.warnings(GOOD._replace(security=Security.TLS, port=465), "") == ()


def test_every_format_is_one_or_the_other() -> None:
    lax = {name for name in formats.names() if formats.load(name).may_skip_starttls}
    assert set(formats.names()) == {*STRICT, *lax, *OURS}
