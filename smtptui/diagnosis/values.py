"""The operator's own values for the places in a cause's text."""

import re
from collections.abc import Callable, Mapping

from smtptui.diagnosis.facts import Facts
from smtptui.diagnosis.traits import ehlo_lines, region_of_host, text_of

# "in region EU-WEST-1" (SES); "only 10 messages per day", "limit: 99".
_REGION = re.compile(r"\bregion:? ([a-z]{2}(?:-[a-z]+)+-\d)\b")
_LIMIT = re.compile(
    r"\b(\d[\d,.]{0,11} (?:messages?|e?-?mails?|recipients?|connections?)"
    r"(?: (?:per|an?|in the last|every) (?:\d+ )?(?:second|minute|hour|day|month)s?)?)"
    r"|\blimit(?: is|:| of)? (\d[\d,.]{0,11})"
)
_ADDRESS = re.compile(r"<?([\w.+'-]{1,64}@[\w.-]{1,255}\w)>?")
_REFUSED_HOST = re.compile(r"\b(?:lookup|enotfound|eai_again|host) ([a-z0-9-]+(?:\.[a-z0-9-]+)+)")
# Postfix names what it dislikes: "<localhost>: Helo command rejected".
_REFUSED_NAME = re.compile(r"<([^<>@\s]{1,255})>: (?:helo|ehlo) command rejected")
_LISTS = (
    "spamhaus",
    "spamcop",
    "barracuda",
    "sorbs",
    "uceprotect",
    "cloudmark",
    "invaluement",
    "abusix",
    "mailspike",
    "psbl",
    "surbl",
    "uribl",
)


def values_of(facts: Facts) -> dict[str, str]:
    """Each place's value; an empty one falls back to the words that the text brings."""
    found = {name: find(facts) for name, find in _FINDERS.items()}
    return {name: value for name, value in found.items() if value}


def _setting(*names: str) -> Callable[[Facts], str]:
    return lambda facts: text_of(facts.settings, *names)


def _region(facts: Facts) -> str:
    told = _REGION.search(facts.words)
    return told[1] if told else text_of(facts.settings, "region") or region_of_host(text_of(facts.settings, "host"))


def _limit(facts: Facts) -> str:
    told = _LIMIT.search(facts.words)
    return (told[1] or told[2]) if told else ""


def _host(facts: Facts) -> str:
    told = _REFUSED_HOST.search(facts.words)
    return text_of(facts.settings, "host") or (told[1] if told else "")


def _ehlo_name(facts: Facts) -> str:
    told = _REFUSED_NAME.search(facts.words)
    return text_of(facts.settings, "ehlo_name", "helo") or (told[1] if told else "")


def _mechanisms(facts: Facts) -> str:
    lines = [line for line in ehlo_lines(facts.settings) if line.startswith(("auth ", "auth="))]
    return " ".join(lines)[5:].upper()


def _port(facts: Facts) -> str:
    return str(facts.port or "")


def _address_in_reply(facts: Facts) -> str:
    found = _ADDRESS.search(facts.words)
    return found[1] if found else ""


def _from(facts: Facts) -> str:
    return text_of(facts.settings, "from_address", "mail_from")


def _blocklist(facts: Facts) -> str:
    return next((name.capitalize() for name in _LISTS if name in facts.words), "")


_TITLES: Mapping[str, str] = {
    "google": "Google", "microsoft": "Microsoft", "yahoo-family": "Yahoo", "apple": "iCloud", "ses": "Amazon SES",
    "sendgrid": "SendGrid", "mailgun": "Mailgun", "postmark": "Postmark", "mailjet": "Mailjet", "brevo": "Brevo",
    "zoho-family": "Zoho", "tencent": "Tencent", "netease": "NetEase", "yandex-family": "Yandex",
    "mailru-family": "Mail.ru", "sendpulse": "SendPulse", "smtp2go": "SMTP2GO", "sparkpost": "SparkPost",
    "mandrill": "Mandrill", "united-internet": "The provider", "godaddy": "GoDaddy", "ovh": "OVH",
}  # fmt: skip


def _provider(facts: Facts) -> str:
    return next((title for name, title in _TITLES.items() if name in facts.providers), "")


_FINDERS: Mapping[str, Callable[[Facts], str]] = {
    "host": _host,
    "port": _port,
    "username": _setting("username"),
    "from_address": _from,
    "to_address": _setting("to_address", "rcpt_to"),
    "ehlo_name": _ehlo_name,
    "mechanism": lambda facts: text_of(facts.settings, "mechanism", "auth").replace("auto", "").upper(),
    "mechanisms": _mechanisms,
    "address": _address_in_reply,
    "region": _region,
    "limit": _limit,
    "blocklist": _blocklist,
    "provider": _provider,
    "code": lambda facts: str(facts.code or ""),
    "stage": lambda facts: facts.stage or "",
}
PLACES = frozenset(_FINDERS)
