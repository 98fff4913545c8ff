"""spring.mail of Spring Boot, as .properties."""

import re

from smtptui.formats._base import Format, Signs, Values, lines_of, revealed
from smtptui.formats._environment import port_in
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_PREFIX = "spring.mail."
_SMTP = f"{_PREFIX}properties.mail.smtp."
_NAMED = {"\t": "\\t", "\f": "\\f", "\\": "\\\\", "=": "\\=", ":": "\\:", "#": "\\#", "!": "\\!"}


def _escaped(text: str) -> str:
    """java.util.Properties: blanks in front go, and what is not Latin-1 is written as UTF-16 units."""
    written = "".join(_NAMED.get(character) or _unit(character) for character in text)
    return "\\" + written if written.startswith(" ") else written


def _unit(character: str) -> str:
    if " " <= character <= "~":
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _unescaped(text: str) -> str:
    plain = re.sub(
        r"\\(?:u([0-9a-fA-F]{4})|(.))",
        lambda match: chr(int(match[1], 16)) if match[1] else {"t": "\t", "f": "\f"}.get(match[2], match[2]),
        text,
    )
    return plain.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")


def _render(values: Values, target: str) -> str:
    starttls = values.security is Security.STARTTLS
    pairs = {
        f"{_PREFIX}host": values.host,
        f"{_PREFIX}port": str(values.port),
        f"{_PREFIX}username": values.username,
        f"{_PREFIX}password": revealed(values.secret),
        f"{_SMTP}auth": "true" if values.secret is not None else "false",
        f"{_SMTP}starttls.enable": "true" if starttls else "false",
        # Without it a stripped STARTTLS would go unnoticed.
        f"{_SMTP}starttls.required": "true" if starttls else "false",
        f"{_SMTP}ssl.enable": "true" if values.security is Security.TLS else "false",
        f"{_SMTP}ssl.checkserveridentity": "true",
        f"{_SMTP}from": values.from_address,
    }
    return "".join(f"{name}={_escaped(value)}\n" for name, value in pairs.items() if value is not None)


def _parse(text: str, target: str) -> Values:
    found = {}
    for line in lines_of(text):
        name, equals, value = line.partition("=")
        if equals:
            found[name.strip()] = _unescaped(value.lstrip(" \t\f"))
    secret = found.get(f"{_PREFIX}password")
    return Values(
        host=found.get(f"{_PREFIX}host"),
        port=port_in(found.get(f"{_PREFIX}port")),
        security=_security(found),
        username=found.get(f"{_PREFIX}username"),
        secret=Secret(secret) if secret else None,
        from_address=found.get(f"{_SMTP}from"),
    )


def _security(found: dict[str, str]) -> Security | None:
    if f"{_PREFIX}host" not in found:
        return None
    if found.get(f"{_SMTP}ssl.enable") == "true":
        return Security.TLS
    return Security.STARTTLS if found.get(f"{_SMTP}starttls.required") == "true" else Security.NONE


def _limit(field: str, text: str, target: str) -> str | None:
    return "Spring takes “${…}” for a placeholder" if "${" in text else None


FORMAT = Format(
    title="Spring Boot",
    help="spring.mail lines for application.properties",
    path="-",
    owner="",
    mode=0o600,
    holds=("host", "port", "security", "username", "secret", "from_address"),
    render=_render,
    parse=_parse,
    limit=_limit,
    signs=Signs(r"^spring\.mail\.(?:host|password|username)\s*[=:]", places=("./application.properties",)),
)
