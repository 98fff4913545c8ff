"""Secrets that break files."""

from hypothesis import strategies as st

from smtptui.formats._base import Values
from smtptui.secret import Secret
from smtptui.smtp.security import Security

SECRETS = (
    *(f"a{character}b" for character in "'\"`$\\#%@:/+=&;![]{}~*?<>|,^()"),
    *("'", '"', "\\", "''", '""', "\\'", '\\"', "a\\", "\\\\", "\\n", "-a", "=", "#", "$", "a'b\"c`d"),
    *(" a", "a ", " ", "a b", "a  b", "a\tb", "\ta", "0", "00", "null", "true", "false", "empty", "yes", "~", "1e5"),
    *("$$", "${x}", "$x", "$(id)", "`id`", "%s", "%%", "%n", "<?php ?>", "&amp;", "{{ x }}", "{% x %}", "#{1}", "!x"),
    *("pässwörd", "пароль", "密码", "🔑", "a" * 200, "smtp://a:b@c", "Ab+/9=", "a:b:c", '{"a": 1}', "_|KZ&CKWa["),
)
ANY_SECRET = st.text(st.characters(codec="utf-8", exclude_characters="\n\r\0", exclude_categories=["Cs"]), min_size=1)
GOOD = Values(
    host="mail.example.net",
    port=587,
    security=Security.STARTTLS,
    username="fred@example.com",
    secret=Secret("sfhbfr8rxh"),
    from_address="notifications@example.com",
    from_name="Fred's network",
    to_address="webmaster@example.com",
    ehlo_name="build.example.com",
    ca_file="/etc/ssl/private-ca.pem",
    mechanism="plain",
    provider="sendpulse",
    profile="darrensnet",
)
