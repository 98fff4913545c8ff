"""What stands in somebody's file beside our lines is shown without its secrets."""

import pytest

from smtptui.formats._others import without_others


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("define( 'DB_PASSWORD', 'pa$$\"word' );", "define( 'DB_PASSWORD', '[secret]' );"),
        ("$CFG->dbpass    = \"s3'cret\"; # Bob's", "$CFG->dbpass    = \"[secret]\"; # Bob's"),
        ("  'password' => 'it\\'s', 'host' => 'db',", "  'password' => '[secret]', 'host' => 'db',"),
        ("define('AUTH_KEY','x');define('A_SALT','y');", "define('AUTH_KEY','[secret]');define('A_SALT','[secret]');"),
        ("DB_PASSWORD=abc def # here", "DB_PASSWORD=[secret]"),
        ("    db_password: hunter2", "    db_password: [secret]"),
        ('"token": "abc",', '"token": "[secret]",'),
        ("public $secret = 'FBVtggIk5lAzEU9H';", "public $secret = '[secret]';"),
    ],
)  # fmt: skip
def test_a_value_whose_name_says_secret_is_masked(line: str, shown: str) -> None:
    assert without_others(line) == shown


@pytest.mark.parametrize(
    "line",
    [
        "smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd",
        "$CFG->passwordpolicy = true;",
        "define( 'DB_HOST', 'localhost' );",
        'secret = "keyring"',
        'secret = "env:SHOP_SECRET"',
        "SMTP_PASSWORD='[secret]'",
        "define('DB_PASSWORD', '');",
        "$table_prefix = 'wp_';",
    ],
)
def test_what_is_no_secret_stays_readable(line: str) -> None:
    assert without_others(line) == line
