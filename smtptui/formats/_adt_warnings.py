"""What the Agile Deployment Toolkit's own scripts do to values, era by era, after they have read them rightly."""

import re
from collections.abc import Iterator, Mapping

from smtptui.formats._adt import E2020, E2021, E2026
from smtptui.formats._base import Values, revealed

# Characters that a step of an era loses or changes, and what that step does with them.
_UNTIL_2022 = {
    ":": "everything up to the last one is lost when awk reads it",
    " \t": "they part it into several words when mail is sent",
    "\\": "sed interprets it on the way into Joomla's configuration",
    "'": "it breaks Joomla's configuration",
}
_GARBLES: Mapping[str, Mapping[str, str]] = {
    E2020: _UNTIL_2022,
    E2021: _UNTIL_2022,
    E2026: {
        "$`\\'\"&;|<>()*?[]#~! \t": "a shell reads it once more, without quotes",
        "/&": "sed takes it for its own",
        "=": "awk cuts Joomla's value off there",
    },
}
# Letters, digits and these go through every script of every era.
_SAFE = re.compile(r"[A-Za-z0-9._+@-]*")
# The prompts take no other address, and until 2025 no other user name either, but for Amazon's.
_ADDRESS = re.compile(r"[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,4}")
_ANY_USERNAME = {E2020: ("ses",), E2021: ("ses",), E2026: ("ses", "mailjet")}
_AMAZON_REGION = "eu-west-1"
_SYSTEM_MAIL = {
    (E2020, "sendpulse"): "by port 2525 without TLS: whoever listens on the way has the secret",
    (E2021, "sendpulse"): "by port 2525 without TLS: whoever listens on the way has the secret",
    (E2026, "sendpulse"): "by port 2525 without TLS: whoever listens on the way has the secret",
    (E2020, "ses"): "by port 25, which Amazon throttles on its own machines",
    (E2021, "ses"): "by port 25, which Amazon throttles on its own machines",
    (E2026, "ses"): "by port 25 without TLS, which Amazon SES refuses",
    (
        E2026,
        "mailjet",
    ): "to in.mailjet.com:2525 without TLS: Mailjet names in-v3.mailjet.com, and the secret goes in clear",
}
_JOOMLA = {
    (E2021, "mailjet"): "smtp.gmail.com, although number 2 has become Mailjet",
    (E2026, "ses"): "port 2525, which Amazon SES does not have",
    (E2026, "sendpulse"): "no port, for it misspells its name, and a host without quotes that PHP cannot read",
    (E2026, "mailjet"): "no port, for it misspells its name, and a host without quotes that PHP cannot read",
}


def warnings(values: Values, target: str) -> tuple[str, ...]:
    """What to know before the toolkit of this era gets these values."""
    return (*_texts(values, target), *_prompts(values, target), *_servers(values, target))


def _texts(values: Values, target: str) -> Iterator[str]:
    for words, text in (("secret", revealed(values.secret)), ("user name", values.username)):
        yield from _garbled(words, text or "", target)


def _garbled(words: str, text: str, target: str) -> Iterator[str]:
    for characters, happens in _GARBLES[target].items():
        found = [f"“{one}”" for one in dict.fromkeys(text) if one in characters]
        if found:
            yield f"the toolkit of {target} garbles {' '.join(found)} in the {words}: {happens}"
    known = "".join(_GARBLES[target])
    if any(one not in known and not _SAFE.fullmatch(one) for one in text):
        yield f"in the {words} only letters, digits and . _ + - @ go through all of the toolkit's scripts"


def _prompts(values: Values, target: str) -> Iterator[str]:
    for words, address in (("To", values.to_address), ("From", values.from_address)):
        if address and not _ADDRESS.fullmatch(address):
            yield f"the toolkit refuses the {words} address at its prompt: a domain ends there in two to four letters"
    free = values.provider in _ANY_USERNAME[target]
    if values.username and not free and not _ADDRESS.fullmatch(values.username):
        yield f"the toolkit of {target} refuses the user name at its prompt: it takes a mail address alone"


def _servers(values: Values, target: str) -> Iterator[str]:
    key = (target, values.provider or "")
    if key in _SYSTEM_MAIL:
        yield f"the toolkit of {target} sends its system mail {_SYSTEM_MAIL[key]}"
    if key in _JOOMLA:
        yield f"the toolkit of {target} gives Joomla {_JOOMLA[key]}"
    if values.provider == "ses" and values.region not in (None, _AMAZON_REGION):
        yield f"the toolkit knows Amazon SES in {_AMAZON_REGION} alone, and the profile is of {values.region}"
    yield "its sendemail verifies no certificate"
