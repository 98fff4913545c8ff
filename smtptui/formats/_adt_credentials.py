"""What the toolkit of 2020 to 2022 left for WordPress, Moodle and Drupal: five lines, alike in all three."""

from smtptui.formats import _adt
from smtptui.formats._base import Format, Signs, Values, lines_of, revealed
from smtptui.secret import Secret


def credentials(product: str) -> Format:
    """The format of one of the three."""
    return Format(
        title=f"Agile Deployment Toolkit, {product}",
        help=f"the five lines that tell whoever configures {product} by hand what to enter",
        path=f"/var/www/{product.lower()}smtp",
        owner="root:root",
        mode=0o400,
        holds=("from_address", "username", "secret", "provider"),
        render=_render,
        parse=_parse,
        targets=(_adt.E2021, _adt.E2020),
        # Word for word alike for all three: only the name tells them apart.
        signs=Signs(r"^EMAIL PROVIDER: ", names=(f"*{product.lower()}smtp*",)),
    )


def _render(values: Values, target: str) -> str:
    return (
        f"FROM ADDRESS: {values.from_address or ''}\n"
        f"USERNAME: {values.username or ''}\n"
        f"PASSWORD: {revealed(values.secret) or ''}\n"
        f"EMAIL PROVIDER: {_adt.number_of(values, target)}\n"
        "PORT: 465\n"
    )


def _parse(text: str, target: str) -> Values:
    found = dict(line.split(": ", 1) for line in lines_of(text) if ": " in line)
    return Values(
        secret=Secret(found["PASSWORD"]) if found.get("PASSWORD") else None,
        provider=_adt.provider_of(found.get("EMAIL PROVIDER"), target),
        from_address=found.get("FROM ADDRESS") or None,
        username=found.get("USERNAME") or None,
    )
