"""Drupal's settings.php with the Symfony Mailer module: its transport plugin `dsn`.

The module's plugin `smtp` builds its DSN with urlencode(), which turns a blank into a plus sign.
"""

from collections.abc import Mapping

from smtptui.formats import _drupal, _dsn, _php
from smtptui.formats._base import Format, Signs, Values
from smtptui.formats._literals import text_of
from smtptui.formats._php import Key, Literal
from smtptui.formats._php_file import functions

# settings.php only overrides what is there: the transport that the module brings along.
_TRANSPORT: Key = ("$config", "symfony_mailer.mailer_transport.sendmail")
_SENDER: Key = ("$config", "system.site", "mail")
_DSN: Key = (*_TRANSPORT, "configuration", "dsn")


def _pairs(values: Values, target: str) -> Mapping[Key, Literal]:
    pairs: dict[Key, Literal] = {
        ("$config", "symfony_mailer.settings", "default_transport"): "sendmail",
        (*_TRANSPORT, "plugin"): "dsn",
        _DSN: _dsn.written(values),
    }
    return pairs if values.from_address is None else {**pairs, _SENDER: values.from_address}


def _read(found: Mapping[Key, Literal], target: str) -> Values:
    return _dsn.read(text_of(found.get(_DSN)) or "")._replace(from_address=text_of(found.get(_SENDER)))


_RENDER, _PARSE, _INSERT = functions(_pairs, _read, _php.at_end)
FORMAT = Format(
    title="Drupal, Symfony Mailer module",
    help="the module's transport in settings.php, by DSN",
    path="/var/www/html/sites/default/settings.php",
    owner="www-data:www-data",
    mode=0o440,
    holds=("host", "port", "security", "username", "secret", "from_address"),
    render=_RENDER,
    parse=_PARSE,
    insert=_INSERT,
    limit=_dsn.limit,
    warnings=_dsn.warnings,
    signs=Signs(r"['\"]symfony_mailer\.mailer_transport\.", places=_drupal.PLACES),
    broken=_php.broken,
    may_skip_starttls=True,
)
