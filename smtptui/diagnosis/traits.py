"""Short facts about the operator's settings, derived once so that rules can name them.

username_iam_key      looks like an AWS access key id (AKIA…)
username_temporary    looks like a temporary AWS key id (ASIA…)
username_apikey       is the literal word "apikey"
username_address      is an e-mail address
username_bare         is a name without a domain
secret_iam            known to be an AWS secret access key
secret_account        known to be the account's own password
secret_app_password   known to be an app password
secret_api_key        known to be a key for another interface than SMTP
oauth                 the mechanism carries a token (XOAUTH2, OAUTHBEARER)
password_mechanism    the mechanism carries a password
starttls_offered      / starttls_not_offered    what EHLO said, where it is known
auth_offered          / auth_not_offered
ehlo_masked           a filter has overwritten the EHLO keywords
mechanism_not_offered the mechanism set is not in the AUTH line
plain_not_tried       the mechanism tried needs the password itself on the server, and PLAIN is offered over TLS
loopback_host         the server is this machine
address_host          the host is an address, not a name
null_sender           the reverse path is <>
bare_ehlo_name        the EHLO name is no fully qualified name
other_region          the credentials were made in another region than the host's

and what facts.py adds from the answer:

inbound               the provider's inbound (MX) servers, not its submission
reply, no_reply       a server answered; only the client speaks
coded                 the reply's code is known
reply_names_sender    the reply holds the operator's sender address; reply_names_recipient the recipient's
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_IAM_KEY = re.compile(r"AKIA[0-9A-Z]{12,}\Z")
_TEMPORARY_KEY = re.compile(r"ASIA[0-9A-Z]{12,}\Z")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z|\[?[0-9a-fA-F]*:[0-9a-fA-F:.]+\]?\Z")
_SES_REGION = re.compile(r"email-smtp(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com")
_ADDRESS_WORDS = ("e-mail", "email", "full address", "mail address", "address")
_OAUTH = ("xoauth2", "oauthbearer", "oauth")
# A server that keeps only a hash of another kind offers these and cannot check them: RFC 2195, RFC 5802, RFC 2831.
_CHALLENGED = ("cram", "scram", "digest")


def traits_of(settings: Mapping[str, Any]) -> frozenset[str]:
    """Every trait that the settings show."""
    return frozenset(
        (*_username(settings), *_secret(settings), *_mechanism(settings), *_ehlo(settings), *_host(settings))
    )


def text_of(settings: Mapping[str, Any], *keys: str) -> str:
    """The first of these settings that is there, as text."""
    return next((str(settings[key]).strip() for key in keys if settings.get(key) not in (None, "")), "")


def _username(settings: Mapping[str, Any]) -> Iterator[str]:
    username = text_of(settings, "username")
    if _IAM_KEY.match(username):
        yield "username_iam_key"
    elif _TEMPORARY_KEY.match(username):
        yield "username_temporary"
    elif username == "apikey":
        yield "username_apikey"
    elif username:
        yield "username_address" if "@" in username else "username_bare"
    else:
        yield from _username_in_words(text_of(settings, "username_shape").lower())


def _username_in_words(shape: str) -> Iterator[str]:
    """Tables describe a user name's shape in words where the name itself is private."""
    if not shape or shape.startswith(("empty", "none", "missing")):
        return
    if any(words in shape for words in ("not akia", "instead of", "only", "without", "local part")):
        yield "username_address" if shape.startswith(_ADDRESS_WORDS) else "username_bare"
    elif "akia" in shape:
        yield "username_iam_key"
    elif "asia" in shape:
        yield "username_temporary"
    elif "apikey" in shape:
        yield "username_apikey"
    else:
        yield "username_address" if any(words in shape for words in _ADDRESS_WORDS) else "username_bare"


def _secret(settings: Mapping[str, Any]) -> Iterator[str]:
    shape = text_of(settings, "password_shape", "secret_shape").lower()
    if any(words in shape for words in ("iam", "aws", "access key")):
        yield "secret_iam"
    elif shape.startswith(("app password", "application password", "16-letter app")):
        yield "secret_app_password"
    elif any(words in shape for words in ("account password", "ordinary", "login password", "web password")):
        yield "secret_account"
    elif "api key" in shape and "smtp" not in shape:
        yield "secret_api_key"


def _mechanism(settings: Mapping[str, Any]) -> Iterator[str]:
    mechanism = text_of(settings, "mechanism", "auth").lower()
    if mechanism.startswith(_OAUTH):
        yield "oauth"
    elif mechanism.startswith(("plain", "login", "cram", "scram", "ntlm", "digest")):
        yield "password_mechanism"
    offered = _offered_mechanisms(settings)
    if (
        mechanism.startswith(_CHALLENGED)
        and "plain" in offered
        and text_of(settings, "security") in ("tls", "starttls")
    ):
        yield "plain_not_tried"
    if offered and mechanism not in ("", "auto") and mechanism.split()[0] not in offered:
        yield "mechanism_not_offered"


def _offered_mechanisms(settings: Mapping[str, Any]) -> tuple[str, ...]:
    lines = [line for line in ehlo_lines(settings) if line.startswith(("auth ", "auth="))]
    return tuple(" ".join(lines).replace("=", " ").replace(",", " ").split())


def ehlo_lines(settings: Mapping[str, Any]) -> list[str]:
    """What EHLO offered, a keyword a line, in lower case; empty where nobody said."""
    told = settings.get("capabilities") or settings.get("ehlo") or settings.get("ehlo_auth") or ()
    if isinstance(told, str):
        return [part.strip().lower() for part in re.split(r"[\n;,]", told)]
    return [str(line).strip().lower() for line in told] if isinstance(told, list | tuple | set) else []


def _ehlo(settings: Mapping[str, Any]) -> Iterator[str]:
    lines = ehlo_lines(settings)
    if not lines:
        return
    told = "\n".join(lines)
    if "xxx" in told or "***" in told:
        yield "ehlo_masked"
    yield _offer("starttls", told)
    yield "auth_offered" if settings.get("ehlo_auth") else _offer("auth", told)


def _offer(keyword: str, told: str) -> str:
    denied = any(f"{word} {keyword}" in told for word in ("no", "without", "not"))
    return f"{keyword}_offered" if keyword in told and not denied else f"{keyword}_not_offered"


def _host(settings: Mapping[str, Any]) -> Iterator[str]:
    host = text_of(settings, "host").lower()
    if host in ("localhost", "::1") or host.startswith("127."):
        yield "loopback_host"
    if _ADDRESS.match(host):
        yield "address_host"
    if text_of(settings, "mail_from") == "<>":
        yield "null_sender"
    ehlo_name = text_of(settings, "ehlo_name", "helo")
    if ehlo_name and ("." not in ehlo_name or "localdomain" in ehlo_name) and not ehlo_name.startswith("["):
        yield "bare_ehlo_name"
    region = region_of_host(host)
    if region and text_of(settings, "credentials_region").lower() not in ("", region):
        yield "other_region"


def region_of_host(host: str) -> str:
    """The region in a SES host name, or nothing."""
    found = _SES_REGION.search(host.lower())
    return found[1] if found else ""
