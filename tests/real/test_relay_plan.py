"""A plan for a Postfix that is there, and its tables as Postfix reads them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smtptui.model.provider import FromRule
from smtptui.relay.senders import sender_tables
from tests.real.conftest import require
from tests.real.relay import Relay
from tests.real.waiting import PATIENCE_S

pytestmark = pytest.mark.real
_PROFILE = """\
active = "web"
[profiles.web]
provider = "mailgun"
username = "postmaster@mg.example.com"
from_address = "app@mg.example.com"
to_address = "ops@example.org"
secret = "env:RELAY_SECRET"
"""


def _asked(table: Path, keys: list[str]) -> list[str]:
    done = subprocess.run(
        ["postmap", "-c", table.parent, "-q", "-", f"regexp:{table}"],
        input="".join(f"{key}\n" for key in keys),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A configuration that Postfix's programs can be pointed to."""
    require("postmap")
    (tmp_path / "main.cf").write_text("compatibility_level = 3.6\n")
    return tmp_path


def test_postfix_rewrites_the_envelopes_of_other_domains_alone(folder: Path) -> None:
    made = sender_tables(FromRule.VERIFIED_DOMAIN, "app@mg.example.com")
    assert made is not None
    table = folder / "senders"
    table.write_text("\n".join(made.envelope) + "\n")
    senders = ["x@mg.example.com", "X@MG.EXAMPLE.COM", "root@host", "x@mgXexample.com", "x@mg.example.com.evil"]
    assert _asked(table, senders) == [
        f"{sender}\tapp@mg.example.com" for sender in ("root@host", "x@mgXexample.com", "x@mg.example.com.evil")
    ]


@pytest.mark.parametrize(
    ("header", "rewritten"),
    [
        ("From: root@host", "From: app@mg.example.com"),
        ("From: root@host (Cron Daemon)", "From: app@mg.example.com"),
        ('From: "A <b>, c" <x@host>', 'From: "A <b>, c" <app@mg.example.com>'),
        ("From: Shop <x@mg.example.com>", None),
        ("From: x@mg.example.com", None),
        ("From: x@mg.example.com (Cron Daemon)", None),
        ("Reply-To: visitor@elsewhere.example", None),
        ("To: root@host", None),
    ],
)
def test_postfix_rewrites_the_from_header_and_no_other(header: str, rewritten: str | None, folder: Path) -> None:
    made = sender_tables(FromRule.VERIFIED_DOMAIN, "app@mg.example.com")
    assert made is not None
    table = folder / "headers"
    table.write_text("\n".join(made.header) + "\n")
    assert _asked(table, [header]) == ([f"{header}\tREPLACE {rewritten}"] if rewritten else [])


def test_a_plan_is_printed_and_nothing_is_changed(relay: Relay, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(_PROFILE)
    config.chmod(0o600)
    before = {path.name: path.read_bytes() for path in relay.configuration.iterdir()}
    words = [sys.executable, "-m", "smtptui", "--config", str(config), "relay", "plan"]
    done = subprocess.run(
        [*words, "--json", "--instance", str(relay.configuration)],
        env={**os.environ, "RELAY_SECRET": "s3cret:word"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    changes = {one["name"]: (one["before"], one["after"]) for one in made["parameters"]}
    assert changes["relayhost"] == (f"[127.0.0.1]:{relay.provider_port}", "[smtp.mailgun.org]:587")
    assert changes["smtp_tls_security_level"] == ("none", "secure")
    assert "mydestination" not in changes
    kind = subprocess.run(["postconf", "-h", "default_database_type"], capture_output=True, text=True, check=True)
    assert made["tables"][0]["type"] == kind.stdout.strip()
    assert "s3cret" not in done.stdout
    assert {path.name: path.read_bytes() for path in relay.configuration.iterdir()} == before
