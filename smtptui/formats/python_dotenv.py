"""`.env` for python-dotenv."""

import re

from smtptui.formats._dotenv import Dialect
from smtptui.formats._own_dotenv import own_dotenv


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _read(quote: str, inside: str) -> str:
    escapes = r"\\([\\'])" if quote == "'" else r"\\([\\\"'abfnrtv])"
    names = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
    return re.sub(escapes, lambda match: names.get(match[1], match[1]), inside)


def _limit(field: str, text: str, target: str) -> str | None:
    return "python-dotenv expands “${…}” in every kind of quotes" if "${" in text else None


FORMAT = own_dotenv("python-dotenv", ".env for programs in Python", Dialect(_quoted, "'\"", "'\"", _read), _limit)
