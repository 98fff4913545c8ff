"""Postfix reads what is exported for it, and sends by it."""

import os
import subprocess
from pathlib import Path

import pytest

from smtptui.formats._base import Values
from smtptui.formats._verify import rendered, rendered_file
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.formats.test_postfix import MAIN_CF, POSTFIX, SASL_PASSWD
from tests.real.conftest import lacks, require
from tests.real.deliveries import SITUATIONS, Sent, Situation, check
from tests.real.relaying import send
from tests.real.test_deliveries import MESSAGE

pytestmark = pytest.mark.real
HELD = [secret for secret in SECRETS if not SASL_PASSWD.limit("secret", secret, "")]


def test_postmap_finds_every_nasty_secret(tmp_path: Path) -> None:
    require("postmap")
    (tmp_path / "main.cf").write_text("compatibility_level = 3.6\n")
    values = [GOOD._replace(host=f"{at}.example.net", secret=Secret(secret)) for at, secret in enumerate(HELD)]
    table, keys = tmp_path / "sasl_passwd", "".join(f"[{one.host}]:587\n" for one in values)
    table.write_text("".join(rendered_file("postfix", SASL_PASSWD, one, "") for one in values))
    subprocess.run(["postmap", "-c", str(tmp_path), table], check=True)
    query = ["postmap", "-c", str(tmp_path), "-q", "-", str(table)]
    found = subprocess.run(query, input=keys, capture_output=True, text=True, check=True)
    expected = [f"[{at}.example.net]:587\tfred@example.com:{secret}" for at, secret in enumerate(HELD)]
    assert found.stdout.split("\n")[:-1] == expected


def test_postconf_reads_an_edited_file(tmp_path: Path) -> None:
    require("postconf")
    (tmp_path / "main.cf").write_text(rendered("postfix", POSTFIX, GOOD, existing=MAIN_CF))
    (tmp_path / "master.cf").write_text("")
    names = ["relayhost", "smtp_tls_security_level", "smtp_helo_name", "mydestination"]
    asked = subprocess.run(["postconf", "-c", tmp_path, "-xh", *names], capture_output=True, text=True, check=True)
    assert asked.stdout.splitlines() == [
        *("[mail.example.net]:587", "secure", "build.example.com", "a.example, b.example")
    ]
    assert asked.stderr == ""
    # Of the machine's own type, in the folder of this instance.
    maps = subprocess.run(
        ["postconf", "-c", tmp_path, "-xh", "smtp_sasl_password_maps"], capture_output=True, text=True, check=True
    )
    kind = subprocess.run(["postconf", "-h", "default_database_type"], capture_output=True, text=True, check=True)
    assert maps.stdout.strip() == f"{kind.stdout.strip()}:{tmp_path}/sasl_passwd"


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.name)
async def test_postfix_relays(situation: Situation) -> None:
    require("postfix")
    if os.geteuid() != 0:
        lacks("Postfix starts as root only")

    async def relayed(values: Values) -> Sent:
        return await send(values, MESSAGE)

    await check(situation, relayed)
