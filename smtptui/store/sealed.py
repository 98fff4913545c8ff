"""A secret in a file, protected by a passphrase. The one door to cryptography in this room.

The key comes from the passphrase by scrypt (RFC 7914), the secret is sealed by AES-256-GCM together with the host and
user name that it is for: the file opens for no other account, wherever it is copied to.
"""

import base64
import binascii
import os

from smtptui.errors import SecretError
from smtptui.secret import Secret

_HEADER = "smtptui-sealed-1 "
_SALT_OCTETS = 16
_NONCE_OCTETS = 12
# OWASP's Password Storage Cheat Sheet gives N=2^15, r=8, p=3 as equal to the larger settings, in 32 MiB.
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**15, 8, 3


def is_sealed(text: str) -> bool:
    """Whether a file's text is a sealed secret."""
    return text.startswith(_HEADER)


def seal(secret: Secret, passphrase: Secret, account: tuple[str, str]) -> str:
    """The text of a file that gives `secret` back to who knows the passphrase."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT_OCTETS), os.urandom(_NONCE_OCTETS)
    sealed = AESGCM(_key(passphrase, salt)).encrypt(nonce, secret.reveal().encode(), _label(account))
    return f"{_HEADER}{base64.b64encode(salt + nonce + sealed).decode('ascii')}\n"


def unseal(text: str, passphrase: Secret, account: tuple[str, str]) -> Secret:
    """The secret in a sealed file's text. Raises SecretError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce, sealed = _parts(text)
    try:
        return Secret(AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed, _label(account)).decode())
    except InvalidTag:
        raise SecretError(
            "the passphrase is not right, or the file was sealed for another host or user name",
            "`smtptui secret set` writes it anew",
        ) from None


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    """Salt, nonce and what was sealed."""
    try:
        octets = base64.b64decode(text.removeprefix(_HEADER).strip(), validate=True)
    except binascii.Error:
        octets = b""
    start = _SALT_OCTETS + _NONCE_OCTETS
    # AES-GCM's tag alone has 16 octets.
    if len(octets) < start + 16:
        raise SecretError("the sealed secret is damaged", "`smtptui secret set` writes it anew")
    return octets[:_SALT_OCTETS], octets[_SALT_OCTETS:start], octets[start:]


def _key(passphrase: Secret, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=_SCRYPT_N, r=_SCRYPT_R, p=_SCRYPT_P).derive(passphrase.reveal().encode())


def _label(account: tuple[str, str]) -> bytes:
    return "\0".join(account).encode()
