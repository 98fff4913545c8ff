"""The one line that a secret is, out of what a file or a command gave."""

from smtptui.errors import SecretError
from smtptui.secret import Secret

MAXIMUM_OCTETS = 64 * 2**10


def one_line(octets: bytes, origin: str) -> Secret:
    """The secret in `octets`, without the line end that editors and commands put behind it.

    `origin` names the place in the error. Raises SecretError for what cannot be a secret: nothing, more than one
    line, more than 64 KiB, no UTF-8.
    """
    # Undecodable octets become surrogates here: the exception that strict decoding raises would hold the secret.
    text = octets.decode("utf-8", "surrogateescape").removeprefix("\ufeff").removesuffix("\n").removesuffix("\r")
    if fault := _fault(text, octets):
        raise SecretError(f"{origin} {fault}", "it must give the secret alone, in one line")
    return Secret(text)


def _fault(text: str, octets: bytes) -> str | None:
    if len(octets) > MAXIMUM_OCTETS:
        return "gives more than 64 KiB"
    if not text:
        return "is empty"
    if any(0xDC80 <= ord(character) <= 0xDCFF for character in text):
        return "is not UTF-8"
    if any(character in "\r\n\0" for character in text):
        return "has more than one line"
    return None
