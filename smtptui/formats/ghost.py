"""The mail section of Ghost's config.production.json; as environment variables the values would be parsed twice."""

from typing import Any

from smtptui.formats import _json, _json_edit, _nodemailer
from smtptui.formats._base import Format, Signs, Values
from smtptui.formats._literals import text_of


def _render(values: Values, target: str) -> str:
    mail = {"transport": "SMTP", "from": values.from_address or "", "options": _nodemailer.options(values)}
    return _json.rendered({"mail": mail})


def _insert(existing: str, values: Values, target: str) -> str:
    pairs: dict[tuple[str, ...], Any] = {("mail", "transport"): "SMTP", ("mail", "from"): values.from_address or ""}
    for name, value in _nodemailer.options(values).items():
        login = value.items() if isinstance(value, dict) else ()
        pairs.update({("mail", "options", name, key): one for key, one in login})
        if not login:
            pairs["mail", "options", name] = value
    return _json_edit.put(existing, pairs)


def _hindrances(text: str) -> tuple[str, ...]:
    service = _json.inside(_json.loaded(text), "mail", "options").get("service")
    return ("mail.options.service in this file brings a host and a port of its own",) if service else ()


def _parse(text: str, target: str) -> Values:
    mail = _json.inside(_json.loaded(text), "mail")
    values = _nodemailer.values_in(_json.inside(mail, "options"))
    return values._replace(from_address=text_of(mail.get("from")))


FORMAT = Format(
    title="Ghost",
    help="the mail section of config.production.json",
    holds=("host", "port", "security", "username", "secret", "ehlo_name", "from_address"),
    render=_render,
    parse=_parse,
    insert=_insert,
    hindrances=_hindrances,
    signs=Signs(
        r'"transport"\s*:\s*"(?i:smtp)"',
        places=("./config.production.json", "/var/www/*/config.production.json"),
    ),
    broken=_json.broken,
)
