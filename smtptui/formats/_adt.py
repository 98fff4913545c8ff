"""What the Agile Deployment Toolkit's files share: provider numbers and eras."""

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
