"""What the Agile Deployment Toolkit's files share: provider numbers, eras, and what its own scripts garble."""

import re
from collections.abc import Mapping

from smtptui.formats._base import CannotHoldError, Values

# The toolkit before and after number 2 changed from Gmail to Mailjet (October 2021), and after its rewrite, in which
# two variables have another spelling (August 2026).
E2026, E2021, E2020 = "2026", "2021", "2020"
ERAS = (E2026, E2021, E2020)
_COMMON = {"sendpulse": "1", "ses": "3"}
_NUMBERS: Mapping[str, Mapping[str, str]] = {
    E2026: _COMMON | {"mailjet": "2"},
    E2021: _COMMON | {"mailjet": "2"},
    E2020: _COMMON | {"gmail": "2"},
}
# What survives every era's reading of settings, sed and awk alike.
_SAFE = re.compile(r"[A-Za-z0-9._+-]*")
_SAFE_USERNAME = re.compile(r"[A-Za-z0-9._+@-]*")


def number_of(values: Values, target: str) -> str:
    """The provider's number in this era. Raises CannotHoldError where it has none."""
    number = _NUMBERS[target].get(values.provider or "")
    if number is None:
        known = ", ".join(_NUMBERS[target])
        raise CannotHoldError(
            f"the toolkit of {target} has no number for {values.provider}", f"it knows {known}, and no host of your own"
        )
    return number


def provider_of(number: str | None, target: str) -> str | None:
    """The catalogue's name of a number."""
    return next((name for name, known in _NUMBERS[target].items() if known == number), None)


def warnings(values: Values, target: str) -> tuple[str, ...]:
    """What the toolkit's scripts do to these values after they have read them rightly."""
    said = []
    if values.secret is not None and not _SAFE.fullmatch(values.secret.reveal()):
        said.append(
            "the toolkit passes the secret through sed and awk: only letters, digits and . _ + - are safe there"
        )
    if not _SAFE_USERNAME.fullmatch(values.username or ""):
        said.append("the toolkit passes the user name through sed and awk: only letters, digits and . _ + - @ are safe")
    if values.provider == "ses" and target == E2026:
        said.append(
            "the toolkit asks Amazon SES for port 2525, which it does not have, and sends system mail without TLS"
        )
    elif target != E2020 or values.provider != "gmail":
        said.append("the toolkit sends its system mail by this provider without TLS in some versions: look at its log")
    return tuple(said)
