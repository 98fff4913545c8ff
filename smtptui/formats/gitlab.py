"""gitlab_rails settings, for /etc/gitlab/gitlab.rb."""

import re
from collections.abc import Mapping

from smtptui.formats import _ruby
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, text_of
from smtptui.formats._ruby import Value
from smtptui.smtp.security import Security

_PAIR = re.compile(r"^gitlab_rails\['([a-z0-9_]+)'\] = ", re.MULTILINE)


def _render(values: Values, target: str) -> str:
    settings: dict[str, Value | None] = {
        "smtp_enable": True,
        "smtp_address": values.host,
        "smtp_port": values.port,
        "smtp_user_name": values.username,
        "smtp_password": revealed(values.secret),
        "smtp_domain": values.ehlo_name,
        "smtp_authentication": (values.mechanism or "plain").replace("-", "_") if values.secret is not None else None,
        # The two exclude each other.
        "smtp_tls": values.security is Security.TLS,
        "smtp_enable_starttls_auto": values.security is Security.STARTTLS,
        "smtp_openssl_verify_mode": "peer",
        "smtp_ca_file": values.ca_file,
        "gitlab_email_from": values.from_address,
        "gitlab_email_display_name": values.from_name,
    }
    return "".join(
        f"gitlab_rails['{name}'] = {_ruby.quoted(value)}\n" for name, value in settings.items() if value is not None
    )


def _parse(text: str, target: str) -> Values:
    found = {match[1]: _ruby.literal(text[match.end() :]) for match in _PAIR.finditer(text)}
    return Values(
        host=text_of(found.get("smtp_address")),
        port=number_of(found.get("smtp_port")),
        security=_security(found),
        username=text_of(found.get("smtp_user_name")),
        secret=secret_of(found.get("smtp_password")),
        ehlo_name=text_of(found.get("smtp_domain")),
        ca_file=text_of(found.get("smtp_ca_file")),
        from_address=text_of(found.get("gitlab_email_from")),
        from_name=text_of(found.get("gitlab_email_display_name")),
    )


def _security(found: Mapping[str, Value | None]) -> Security | None:
    if "smtp_address" not in found:
        return None
    if found.get("smtp_tls") is True:
        return Security.TLS
    return Security.STARTTLS if found.get("smtp_enable_starttls_auto") is True else Security.NONE


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    if values.security is not Security.STARTTLS:
        return ()
    return (
        "GitLab's STARTTLS is opportunistic: where it is stripped the secret goes out in the clear; prefer port 465",
    )


FORMAT = Format(
    title="GitLab",
    help="gitlab_rails lines for gitlab.rb",
    holds=("host", "port", "security", "username", "secret", "ehlo_name", "ca_file", "from_address", "from_name"),
    render=_render,
    parse=_parse,
    insert=lambda existing, values, target: _ruby.put(existing, _render(values, target)),
    warnings=_warnings,
    signs=Signs(r"^gitlab_rails\[['\"]smtp_", places=("/etc/gitlab/gitlab.rb",)),
    may_skip_starttls=True,
    afterwards=("gitlab-ctl reconfigure",),
)
