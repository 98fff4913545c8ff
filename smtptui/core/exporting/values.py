"""What a format is given of a profile, and the secret that its reader is to have."""

import shlex

from smtptui.errors import SecretError
from smtptui.formats._base import ONE_CREDENTIAL, Values
from smtptui.model.profile import AddressFamily
from smtptui.model.secret_source import SecretKind
from smtptui.model.settings import Settings
from smtptui.providers.ses import derive_smtp_password, looks_like_secret_key
from smtptui.secret import Secret


def values_of(settings: Settings, secret: Secret | None) -> Values:
    """What a format is given. Where the user name is the secret, both are the same text."""
    own, secret = secret, _for_smtp(settings, secret)
    # A command that prints an IAM key does not print what SMTP takes.
    printed_by = _printed_by(settings) if own is not None and secret is own else None
    username = secret.reveal() if secret is not None and settings.secret_is_username else settings.username
    return Values(
        host=settings.endpoint.host,
        port=settings.endpoint.port,
        security=settings.endpoint.security,
        username=username,
        secret=secret,
        from_address=settings.from_address,
        from_name=settings.from_name,
        to_address=settings.to_address,
        mechanism=None if settings.mechanism == "auto" else settings.mechanism,
        ehlo_name=settings.ehlo_name,
        ca_file=settings.ca_file,
        provider=settings.provider,
        profile=settings.profile,
        region=settings.region,
        address_family=None if settings.address_family is AddressFamily.ANY else settings.address_family.value,
        tls_fingerprint=settings.tls_fingerprint,
        secret_source=str(settings.secret_source) if settings.secret_source else None,
        username_is=ONE_CREDENTIAL if settings.secret_is_username else None,
        printed_by=printed_by,
    )


def _printed_by(settings: Settings) -> str | None:
    """The command that prints the profile's secret; None where there is none, or it stands in clear anyway."""
    source = settings.secret_source
    if source is None or source.kind is not SecretKind.COMMAND or settings.secret_is_username:
        return None
    # It is run without a shell: what one would expand is quoted for it.
    return shlex.join(shlex.split(source.argument))


def _for_smtp(settings: Settings, secret: Secret | None) -> Secret | None:
    """The secret that SMTP takes. An IAM key is none, and its owner may do more than send mail: it goes nowhere."""
    if settings.provider != "ses" or secret is None or not looks_like_secret_key(secret):
        return secret
    if settings.region is None:
        raise SecretError("the secret is an IAM key, and the profile has no region", "set its region")
    return derive_smtp_password(secret, settings.region)
