"""What a pasted text means, as the formats say it: loose words decided, and a sentence where that was doubtful."""

import re
from collections.abc import Sequence
from email.utils import parseaddr
from typing import NamedTuple

from smtptui.core.pasted.names import Name
from smtptui.core.pasted.values import Values as Pasted
from smtptui.core.pasted.values import values_in
from smtptui.core.pasting import HostParts, clean_host
from smtptui.core.settings import MECHANISMS
from smtptui.formats._base import Values
from smtptui.model.endpoint import Endpoint
from smtptui.smtp.security import Security, usual_security

_YES, _NO = (
    {"1", "true", "yes", "on", "required", "enabled", "always"},
    {"0", "false", "no", "off", "disabled", "never"},
)
_NOT_ENCRYPTED = {"none", "null", "plain", "unencrypted", "noencryption"}
_HOST = re.compile(r"[A-Za-z0-9_.\-\[\]:\u0080-\uffff]+")


class Said(NamedTuple):
    """What a text says, whoever reads it; `not_placed` and `notices` are whole sentences, without any value."""

    values: Values
    not_placed: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing that a profile needs."""
        return not any(self.values)


def meant(text: str) -> Said:
    """Take a text apart by the names in it: a URL, or lines of a configuration, a program or a mail."""
    pasted = values_in(text)
    notices = _about_url(pasted)
    host = _host(pasted, notices)
    port = host.port or _port(pasted, notices)
    from_address, from_name = _sender(pasted)
    values = Values(
        host=host.host or None,
        port=port,
        security=_security(pasted, host, port, notices),
        username=pasted.texts.get(Name.USERNAME),
        secret=pasted.secret or None,
        from_address=from_address,
        from_name=from_name,
        to_address=pasted.texts.get(Name.TO_ADDRESS),
        mechanism=_mechanism(pasted),
        ehlo_name=pasted.texts.get(Name.EHLO_NAME),
        ca_file=pasted.texts.get(Name.CA_FILE),
        provider=pasted.url.provider if pasted.url else None,
        profile=pasted.texts.get(Name.PROFILE),
        region=pasted.texts.get(Name.REGION),
    )
    return Said(values, _joined(pasted.not_placed), tuple(notices))


def _joined(not_placed: Sequence[str]) -> tuple[str, ...]:
    """Lines that are nothing but a number stand in one sentence."""
    numbers = [words.removeprefix("line ") for words in not_placed if re.fullmatch(r"line \d+", words)]
    others = [words for words in not_placed if not re.fullmatch(r"line \d+", words)]
    together = [f"line{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"] if numbers else []
    return (*others, *together)


def _about_url(values: Pasted) -> list[str]:
    if values.url is None or not values.url.secret:
        return []
    if not values.url.encoded:
        return ["the secret in the URL holds signs that are not encoded: it was taken as it stands"]
    raw_length = values.url.secret_at[1] - values.url.secret_at[0]
    return ["the secret in the URL was decoded"] if len(values.url.secret.reveal()) != raw_length else []


def _host(values: Pasted, notices: list[str]) -> HostParts:
    written = values.texts.get(Name.HOST, "")
    if "://" not in written:
        written = written.split()[0] if written.split() else ""
    parts = clean_host(written)
    if parts.host and not _HOST.fullmatch(parts.host):
        notices.append("what stands as the host is no host name")
        return HostParts("")
    return parts._replace(host=parts.host.rstrip(".").lower())


def _port(values: Pasted, notices: list[str]) -> int | None:
    numbers = [int(digits) for digits in re.findall(r"\d{2,5}", values.texts.get(Name.PORT, ""))]
    fitting = [number for number in numbers if 1 <= number <= 65535]
    if len(fitting) > 1:
        notices.append(f"several ports were named: {fitting[0]} was taken")
    return fitting[0] if fitting else None


def _security(values: Pasted, host: HostParts, port: int | None, notices: list[str]) -> Security | None:
    """What is written counts, but for words that mean one thing to one program and another to the next."""
    said = [word for key, value in values.security if (word := _security_word(key, value)) is not None]
    url = values.url.security if values.url else None
    if url or host.security:
        return url or host.security
    if "not starttls" in said and len(said) > 1:
        return Security.TLS
    if "starttls" in said:
        return Security.STARTTLS
    if "none" in said:
        return _unencrypted(host, notices)
    if "ssl" in said or "tls" in said:
        word = "ssl" if "ssl" in said else "tls"
        usual = usual_security(port) if port else (Security.TLS if word == "ssl" else Security.STARTTLS)
        if port and usual is not (Security.TLS if word == "ssl" else Security.STARTTLS):
            notices.append(f"«{word.upper()}» with port {port} is taken as {usual.label}")
        return usual
    return None


def _security_word(key: str, value: str) -> str | None:
    name, word = re.sub(r"[^a-z]", "", key.lower()), re.sub(r"[^a-z0-9]", "", value.lower())
    if word in _YES or word in _NO:
        kind = next((one for one in ("starttls", "ssl", "tls") if one in name), "ssl" if "secure" in name else None)
        if word in _NO:
            return "not starttls" if kind == "starttls" else None
        return kind
    if word in _NOT_ENCRYPTED:
        return "none"
    return next((kind for sign, kind in _SIGNS if sign in word), None)


# In this order: "SSL/TLS" is TLS from the first byte.
_SIGNS = (("starttls", "starttls"), ("smtps", "ssl"), ("ssl", "ssl"), ("implicit", "ssl"), ("tls", "tls"))


def _unencrypted(host: HostParts, notices: list[str]) -> Security | None:
    if Endpoint(host.host, 25, Security.NONE).is_loopback:
        return Security.NONE
    notices.append("«no encryption» was left out: it would show the secret to everybody on the way")
    return None


def _sender(values: Pasted) -> tuple[str | None, str | None]:
    """The From field; a name may stand in it."""
    written = values.texts.get(Name.FROM_ADDRESS, "")
    name, address = parseaddr(written) if "<" in written else ("", written)
    return address or None, values.texts.get(Name.FROM_NAME) or name or None


def _mechanism(values: Pasted) -> str | None:
    word = values.texts.get(Name.MECHANISM, "").strip(":").lower().replace("_", "-")
    return word if word in MECHANISMS and word != "auto" else None
