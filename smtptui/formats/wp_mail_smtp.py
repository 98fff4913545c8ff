"""WP Mail SMTP's constants in wp-config.php, before wp-settings.php is loaded."""

from collections.abc import Mapping

from smtptui.formats import _php
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, security_of, text_of
from smtptui.formats._php import Key, Literal
from smtptui.formats._php_file import SECURITY_WORDS, functions
from smtptui.smtp.security import Security


def _pairs(values: Values, target: str) -> Mapping[Key, Literal]:
    named = values.from_name is not None
    constants: dict[str, Literal] = {
        # Anything but the boolean, the string 'true' too, switches all the others off.
        "WPMS_ON": True,
        "WPMS_MAILER": "smtp",
        "WPMS_SMTP_HOST": values.host,
        "WPMS_SMTP_PORT": values.port,
        "WPMS_SSL": SECURITY_WORDS[values.security or Security.NONE],
        "WPMS_SMTP_AUTOTLS": values.security is Security.STARTTLS,
        "WPMS_SMTP_AUTH": values.secret is not None,
        "WPMS_SMTP_USER": values.username or "",
        "WPMS_SMTP_PASS": revealed(values.secret) or "",
        "WPMS_MAIL_FROM": values.from_address or "",
        "WPMS_MAIL_FROM_FORCE": values.from_address is not None,
        "WPMS_MAIL_FROM_NAME": values.from_name or "",
        "WPMS_MAIL_FROM_NAME_FORCE": named,
        "WPMS_SET_RETURN_PATH": True,
    }
    return {("define", name): value for name, value in constants.items()}


def _read(found: Mapping[Key, Literal], target: str) -> Values:
    constants = {key[1]: value for key, value in found.items() if key[0] == "define"}
    return Values(
        host=text_of(constants.get("WPMS_SMTP_HOST")),
        port=number_of(constants.get("WPMS_SMTP_PORT")),
        security=security_of(constants.get("WPMS_SSL"), SECURITY_WORDS),
        username=text_of(constants.get("WPMS_SMTP_USER")),
        secret=secret_of(constants.get("WPMS_SMTP_PASS")),
        from_address=text_of(constants.get("WPMS_MAIL_FROM")),
        from_name=text_of(constants.get("WPMS_MAIL_FROM_NAME")),
    )


def _limit(field: str, text: str, target: str) -> str | None:
    return "the plugin ignores the value 0" if text == "0" else None


def _hindrances(text: str) -> tuple[str, ...]:
    stopped = _php.values_in(text, guarded=True).get(("define", "WPMS_DO_NOT_SEND"))
    return ("WPMS_DO_NOT_SEND in this file stops every message",) if stopped else ()


_RENDER, _PARSE, _INSERT = functions(_pairs, _read, lambda text, lines: _php.before(text, "wp-settings.php", lines))
FORMAT = Format(
    title="WordPress, WP Mail SMTP",
    help="the plugin's constants in wp-config.php",
    path="/var/www/html/wp-config.php",
    owner="www-data:www-data",
    mode=0o640,
    holds=("host", "port", "security", "username", "secret", "from_address", "from_name"),
    render=_RENDER,
    parse=_PARSE,
    insert=_INSERT,
    limit=_limit,
    hindrances=_hindrances,
    signs=Signs(
        r"define\(\s*['\"]WPMS_",
        places=("/var/www/*/wp-config.php", "/etc/wordpress/config-*.php", "./wp-config.php"),
    ),
    broken=_php.broken,
    is_part=True,
)
