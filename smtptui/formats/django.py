"""The EMAIL_ settings of Django, for settings.py, or EMAIL_URL for a .env that django-environ reads."""

import ast
from typing import Any

from smtptui.formats import _email_url, _marked
from smtptui.formats._base import CannotHoldError, Format, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, text_of
from smtptui.smtp.security import Security

SETTINGS, EMAIL_URL = "settings", "email-url"


def _render(values: Values, target: str) -> str:
    if target == EMAIL_URL:
        return _email_url.render(values)
    settings: dict[str, Any] = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": values.host,
        "EMAIL_PORT": values.port,
        # STARTTLS is the one, TLS from the first byte the other; both at once are an error.
        "EMAIL_USE_TLS": values.security is Security.STARTTLS,
        "EMAIL_USE_SSL": values.security is Security.TLS,
        "EMAIL_HOST_USER": values.username or "",
        "EMAIL_HOST_PASSWORD": revealed(values.secret) or "",
    }
    if values.from_address is not None:
        settings |= {"DEFAULT_FROM_EMAIL": values.from_address, "SERVER_EMAIL": values.from_address}
    return "".join(f"{name} = {value!r}\n" for name, value in settings.items())


def _parse(text: str, target: str) -> Values:
    if target == EMAIL_URL:
        return _email_url.parse(text)
    found = _literals(text)
    return Values(
        host=text_of(found.get("EMAIL_HOST")),
        port=number_of(found.get("EMAIL_PORT")),
        security=_security(found),
        username=text_of(found.get("EMAIL_HOST_USER")),
        secret=secret_of(found.get("EMAIL_HOST_PASSWORD")),
        from_address=text_of(found.get("DEFAULT_FROM_EMAIL")),
    )


def _literals(text: str) -> dict[str, Any]:
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    return {
        statement.targets[0].id: statement.value.value
        for statement in module.body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
        and isinstance(statement.value, ast.Constant)
    }


def _target_of(text: str, path: str) -> str:
    return EMAIL_URL if _email_url.is_in(text) else SETTINGS


def _broken(text: str) -> str | None:
    if _email_url.is_in(text):
        return None
    try:
        ast.parse(text)
    except SyntaxError as error:
        return f"Python cannot read line {error.lineno}"
    except (ValueError, RecursionError, MemoryError):
        return "Python cannot read it"
    return None


def _insert(existing: str, values: Values, target: str) -> str:
    if target == EMAIL_URL:
        return _email_url.insert(existing, values)
    if where := _broken(existing):
        raise CannotHoldError(where, "mend it there first")
    return _marked.put(existing, _render(values, target))


def _security(found: dict[str, Any]) -> Security | None:
    if "EMAIL_HOST" not in found:
        return None
    if found.get("EMAIL_USE_SSL") is True:
        return Security.TLS
    return Security.STARTTLS if found.get("EMAIL_USE_TLS") is True else Security.NONE


def _limit(field: str, text: str, target: str) -> str | None:
    beyond = field in ("username", "secret") and not text.isascii()
    return "Python's smtplib takes ASCII alone for a login" if beyond else None


FORMAT = Format(
    title="Django",
    help="EMAIL_ settings for settings.py, or with --target email-url a line of .env for django-environ",
    holds=("host", "port", "security", "username", "secret", "from_address"),
    render=_render,
    parse=_parse,
    insert=_insert,
    limit=_limit,
    targets=(SETTINGS, EMAIL_URL),
    signs=Signs(
        r"^EMAIL_(?:HOST|HOST_PASSWORD|BACKEND) += +[\"']|^(?:export )?EMAIL_URL=['\"]?smtp", target=_target_of
    ),
    broken=_broken,
)
