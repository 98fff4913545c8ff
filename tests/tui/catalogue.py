"""Four providers that never change, whatever the catalogue learns: pictures of them stay the same."""

import re

from smtptui.model.endpoint import Endpoint
from smtptui.model.provider import (
    Credential,
    Fact,
    From,
    FromRule,
    Link,
    LinkKind,
    Provider,
    ProviderKind,
    RegionalEndpoint,
)
from smtptui.smtp.security import Security

_FACT = Fact("a fixture", "2026-11-01")


def _endpoint(host: str, port: int, security: Security, region: str = "global") -> RegionalEndpoint:
    return RegionalEndpoint(region, Endpoint(host, port, security), preferred=port == 587, fact=_FACT)


GMAIL = Provider(
    "gmail",
    "Gmail",
    ProviderKind.MAILBOX,
    (_endpoint("smtp.gmail.com", 587, Security.STARTTLS), _endpoint("smtp.gmail.com", 465, Security.TLS)),
    username=Credential("Gmail address", "The whole address of the account, with @gmail.com.", _FACT),
    secret=Credential(
        "App password",
        "Sixteen letters that Google makes for one program. The account's own password is refused.",
        _FACT,
        pattern=re.compile("[a-z]{16}"),
        remove_blanks=True,
        link="https://myaccount.google.com/apppasswords",
    ),
    mechanisms=("PLAIN", "LOGIN"),
    from_=From(FromRule.REWRITTEN, "Google writes the account's address in its place, unless it is an alias.", _FACT),
    domains=("gmail.com", "googlemail.com"),
)
SES = Provider(
    "ses",
    "Amazon SES",
    ProviderKind.ESP,
    (
        _endpoint("email-smtp.eu-west-1.amazonaws.com", 587, Security.STARTTLS, "eu-west-1"),
        _endpoint("email-smtp.us-east-1.amazonaws.com", 587, Security.STARTTLS, "us-east-1"),
    ),
    username=Credential(
        "SMTP user name", "Twenty characters that begin with AKIA.", _FACT, pattern=re.compile("AKIA[A-Z0-9]{16}")
    ),
    secret=Credential("SMTP password", "Forty-four characters that SES made for SMTP.", _FACT),
    from_=From(
        FromRule.VERIFIED_SENDER_OR_DOMAIN, "An address or a domain that SES has verified in this region.", _FACT
    ),
    links=(Link(LinkKind.CREDENTIALS, "https://console.aws.amazon.com/ses/home#/smtp", _FACT),),
    host_pattern="email-smtp.{region}.amazonaws.com",
    default_region="us-east-1",
)
POSTMARK = Provider(
    "postmark",
    "Postmark",
    ProviderKind.ESP,
    (_endpoint("smtp.postmarkapp.com", 587, Security.STARTTLS),),
    username=Credential("Server API token", "The token stands for the user name too.", _FACT, is_secret=True),
    secret=Credential("Server API token", "The token of the server that sends, from its API Tokens tab.", _FACT),
)
CUSTOM = Provider("custom", "Other server", ProviderKind.CUSTOM)
PROVIDERS = {provider.name: provider for provider in (GMAIL, SES, POSTMARK, CUSTOM)}
