"""The mail section of Ghost's config.production.json; as environment variables the values would be parsed twice."""

from smtptui.formats import _json, _nodemailer
from smtptui.formats._base import Format, Signs, Values
from smtptui.formats._literals import text_of


def _render(values: Values, target: str) -> str:
    mail = {"transport": "SMTP", "from": values.from_address or "", "options": _nodemailer.options(values)}
    return _json.rendered({"mail": mail})


def _parse(text: str, target: str) -> Values:
    mail = _json.inside(_json.loaded(text), "mail")
    values = _nodemailer.values_in(_json.inside(mail, "options"))
    return values._replace(from_address=text_of(mail.get("from")))


FORMAT = Format(
    title="Ghost",
    help="the mail section of config.production.json",
    path="-",
    owner="",
    mode=0o600,
    holds=("host", "port", "security", "username", "secret", "ehlo_name", "from_address"),
    render=_render,
    parse=_parse,
    signs=Signs(
        r'"transport"\s*:\s*"(?i:smtp)"',
        places=("./config.production.json", "/var/www/*/config.production.json"),
    ),
    broken=_json.broken,
)
