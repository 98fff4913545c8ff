"""Frontier's config.yaml."""

from smtptui.formats._base import Values
from smtptui.formats._mailer import mailer
from smtptui.smtp.security import Security


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    if values.security is not Security.NONE:
        return ()
    return ("with the policy none the secret goes out in the clear, and Go refuses that but to localhost",)


FORMAT = mailer("Frontier", policy=True, insecure=False, warnings=_warnings)
