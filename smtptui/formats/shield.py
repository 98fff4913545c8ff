"""Shield's config.yaml, until it became Frontier in 2023."""

from smtptui.formats._base import Values
from smtptui.formats._mailer import mailer


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    return ("Shield works with smtp_insecure: true alone, and then verifies no certificate; Frontier does",)


FORMAT = mailer("Shield", policy=False, insecure=True, warnings=_warnings)
