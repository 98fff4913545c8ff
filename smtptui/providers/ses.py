"""The SMTP password of Amazon SES, derived from an IAM secret access key.

Amazon SES Developer Guide, "Obtaining Amazon SES SMTP credentials by converting existing AWS credentials": a chain of
HMAC-SHA256 over fixed words and the region, as in AWS Signature Version 4, behind one octet that says which version.
"""

import base64
import re

from smtptui.errors import SecretError
from smtptui.secret import Secret
from smtptui.text import printable

_DATE, _SERVICE, _TERMINAL, _MESSAGE = "11111111", "ses", "aws4_request", "SendRawEmail"
_VERSION = b"\x04"
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2}")
# 30 octets in base64; 33 octets, the first of them the version: 4 since 2019, 2 before.
_SECRET_KEY = re.compile(r"[A-Za-z0-9/+]{40}")
_SMTP_PASSWORD = re.compile(r"(?:B[A-P]|A[g-v])[A-Za-z0-9/+]{42}")
_TEMPORARY_PREFIX = "ASIA"


def derive_smtp_password(secret_key: Secret, region: str) -> Secret:
    """The SMTP password that SES takes in `region`. Raises SecretError where there is nothing to derive from."""
    import hmac

    if not secret_key:
        raise SecretError(
            "the IAM secret access key is empty", "it has 40 characters, shown once when the key was made"
        )
    if _SMTP_PASSWORD.fullmatch(secret_key.reveal()):
        raise SecretError("this is an SMTP password already", "store it as it is; there is nothing to derive")
    if not _REGION.fullmatch(region):
        raise SecretError(f'"{printable(region)}" is no AWS region', "a region looks like eu-west-1")
    signature = ("AWS4" + secret_key.reveal()).encode()
    for word in (_DATE, region, _SERVICE, _TERMINAL, _MESSAGE):
        signature = hmac.digest(signature, word.encode(), "sha256")
    return Secret(base64.b64encode(_VERSION + signature).decode("ascii"))


def check_access_key(access_key_id: str) -> None:
    """Refuse the id of temporary credentials. Raises SecretError with the reason."""
    if access_key_id.strip().upper().startswith(_TEMPORARY_PREFIX):
        raise SecretError(
            "this access key is temporary (ASIA…): SES takes only long-term keys over SMTP, for the session token of a "
            "temporary one has no place in an SMTP login",
            "make an access key for an IAM user that may ses:SendRawEmail; its id begins with AKIA",
        )


def looks_like_secret_key(secret: Secret) -> bool:
    """Whether it has the shape of an IAM secret access key, from which the SMTP password can be derived."""
    return _SECRET_KEY.fullmatch(secret.reveal()) is not None
