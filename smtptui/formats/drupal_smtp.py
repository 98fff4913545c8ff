"""Drupal 8 to 11's settings.php with the SMTP module 8.x-1.x."""

from collections.abc import Mapping

from smtptui.formats import _drupal, _php
from smtptui.formats._base import Format, Signs, Values
from smtptui.formats._php import Key, Literal
from smtptui.formats._php_file import functions
from smtptui.smtp.security import Security


def _pairs(values: Values, target: str) -> Mapping[Key, Literal]:
    settings = {"smtp_on": True, "smtp_autotls": values.security is Security.STARTTLS, **_drupal.settings_of(values)}
    # Core asks this one; smtp_on alone does nothing.
    system: dict[Key, Literal] = {("$config", "system.mail", "interface", "default"): "SMTPMailSystem"}
    if values.from_address is not None:
        # The envelope sender is the site's address, whatever smtp_from says.
        system["$config", "system.site", "mail"] = values.from_address
    return system | {("$config", "smtp.settings", name): value for name, value in settings.items()}


def _read(found: Mapping[Key, Literal], target: str) -> Values:
    return _drupal.values_of({key[2]: value for key, value in found.items() if key[:2] == ("$config", "smtp.settings")})


_RENDER, _PARSE, _INSERT = functions(_pairs, _read, _php.at_end)
FORMAT = Format(
    title="Drupal 8 to 11, SMTP module",
    help="$config overrides in settings.php, core's mail system included",
    path="/var/www/html/sites/default/settings.php",
    owner="www-data:www-data",
    mode=0o440,
    holds=("host", "port", "security", "username", "secret", "from_address", "from_name"),
    render=_RENDER,
    parse=_PARSE,
    insert=_INSERT,
    limit=_drupal.limit,
    signs=Signs(r"\$config\[['\"]smtp\.settings['\"]\]", places=_drupal.PLACES),
    broken=_php.broken,
)
