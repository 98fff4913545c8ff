"""Secrets of others, which stand in somebody's file beside ours: a database's password, a salt. None is to be shown."""

import re

from smtptui.secret import MASK

# A name that ends in such a word, and what is set to it: in quotes, or up to the end of the line.
_SET = re.compile(
    r"""((?:pass|passwd|password|passphrase|pwd|secret|salt|token|_key)['"\])]*[ \t]*(?:=>|[=:,])[ \t]*)"""
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s'"].*)""",
    re.IGNORECASE,
)
# Where our own configuration keeps a secret is none.
_PLACE = re.compile(r"""["']?(?:keyring["']?$|env:|file:|command:)""")


def without_others(line: str) -> str:
    """A line in which what looks like a secret by its name is masked."""
    return _SET.sub(lambda match: match[1] + _masked(match[2]), line)


def _masked(value: str) -> str:
    if MASK in value or _PLACE.match(value) or value in ("''", '""'):
        return value
    quote = value[0] if value[0] in "'\"" else ""
    return f"{quote}{MASK}{quote}"
