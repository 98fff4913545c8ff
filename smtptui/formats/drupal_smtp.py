"""Drupal 8 to 11's settings.php with the SMTP module 8.x-1.x."""

from collections.abc import Mapping

from smtptui.formats import _drupal
from smtptui.formats._base import Values
from smtptui.formats._php import Key, Literal
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


_FORMAT = _drupal.in_settings_php(
    "Drupal 8 to 11, SMTP module",
    "$config overrides in settings.php, core's mail system included",
    _pairs,
    _read,
    r"\$config\[['\"]smtp\.settings['\"]\]",
    _drupal.limit,
)
FORMAT = _FORMAT._replace(holds=(*_FORMAT.holds, "from_name"))
