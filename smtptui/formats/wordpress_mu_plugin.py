"""A must-use plugin for WordPress: core alone has no SMTP setting and no constant."""

from smtptui.formats import _php
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, security_of, text_of
from smtptui.formats._php_file import SECURITY_WORDS
from smtptui.smtp.security import Security

_FILE = """<?php
/*
 * Plugin Name: Outgoing mail by SMTP
 * Description: Written by smtptui; its next export replaces this file.
 */
(static function () {{
    $from = {from_address};
    $from_name = {from_name};
    // Filters, and not the object's properties: wp_mail() checks its default sender before it calls phpmailer_init.
    if ($from !== '') {{
        add_filter('wp_mail_from', static fn () => $from, 1000);
    }}
    if ($from_name !== '') {{
        add_filter('wp_mail_from_name', static fn () => $from_name, 1000);
    }}
    add_action('phpmailer_init', static function ($phpmailer) {{
        $phpmailer->isSMTP();
        $phpmailer->Host = {host};
        $phpmailer->Port = {port};
        $phpmailer->SMTPSecure = {security};
        $phpmailer->SMTPAutoTLS = {auto_tls};
        $phpmailer->SMTPAuth = {auth};
        $phpmailer->Username = {username};
        $phpmailer->Password = {secret};
        $phpmailer->Sender = $phpmailer->From;
    }}, 1000);
}})();
"""


def _render(values: Values, target: str) -> str:
    literals = {
        "from_address": values.from_address or "",
        "from_name": values.from_name or "",
        "host": values.host or "",
        "port": values.port,
        "security": SECURITY_WORDS[values.security or Security.NONE],
        "auto_tls": values.security is Security.STARTTLS,
        "auth": values.secret is not None,
        "username": values.username or "",
        "secret": revealed(values.secret) or "",
    }
    return _FILE.format(**{name: _php.quoted(value) for name, value in literals.items()})


def _parse(text: str, target: str) -> Values:
    found = _php.values_in(text, guarded=True)
    return Values(
        host=text_of(found.get(("$phpmailer", "Host"))),
        port=number_of(found.get(("$phpmailer", "Port"))),
        security=security_of(found.get(("$phpmailer", "SMTPSecure")), SECURITY_WORDS),
        username=text_of(found.get(("$phpmailer", "Username"))),
        secret=secret_of(found.get(("$phpmailer", "Password"))),
        from_address=text_of(found.get(("$from",))),
        from_name=text_of(found.get(("$from_name",))),
    )


FORMAT = Format(
    title="WordPress, must-use plugin",
    help="a file of wp-content/mu-plugins that needs no other plugin",
    path="/var/www/html/wp-content/mu-plugins/smtp.php",
    owner="www-data:www-data",
    mode=0o640,
    holds=("host", "port", "security", "username", "secret", "from_address", "from_name"),
    render=_render,
    parse=_parse,
    signs=Signs(r"phpmailer_init", places=("/var/www/*/wp-content/mu-plugins/smtp.php",)),
    broken=_php.broken,
)
