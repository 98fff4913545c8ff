"""`.env` for Ruby's dotenv."""

import re

from smtptui.formats._dotenv import Dialect
from smtptui.formats._own_dotenv import own_dotenv


def _quoted(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    return '"' + re.sub(r'[\\"$]', r"\\\g<0>", text) + '"'


def _read(quote: str, inside: str) -> str:
    return inside if quote == "'" else re.sub(r"\\(.)", r"\1", inside)


def _limit(field: str, text: str, target: str) -> str | None:
    if "'" in text and re.search(r"\\[nr]", text):
        return "Ruby's dotenv cannot carry “'” together with a literal “\\n” or “\\r”"
    return "Ruby's dotenv cannot carry a value that ends in a backslash" if text.endswith("\\") else None


FORMAT = own_dotenv("Ruby dotenv", ".env for programs in Ruby", Dialect(_quoted, "'\"", '"', _read), _limit)
