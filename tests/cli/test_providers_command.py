"""`smtptui providers`, run as its user runs it."""

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from smtptui import providers
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.provider_view import fact_lines, list_line

PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Home:
    """A home without a configuration file, but with a folder for the operator's own providers."""

    path: Path

    @property
    def folder(self) -> Path:
        return self.path / "smtptui" / "providers"

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "XDG_CONFIG_HOME": str(self.path), "PYTHONWARNINGS": "error"}
        environment.pop("SMTPTUI_CONFIG", None)
        return subprocess.run(
            [sys.executable, "-m", "smtptui", "providers", *words],
            capture_output=True,
            text=True,
            env=environment,
            timeout=PATIENCE_S,
            check=False,
        )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A fresh home."""
    (tmp_path / "smtptui" / "providers").mkdir(parents=True)
    return Home(tmp_path)


def test_the_list_has_a_line_of_eighty_columns_for_each_provider(home: Home) -> None:
    done = home.run()
    lines = done.stdout.splitlines()
    assert done.returncode == ExitCode.PASSED
    assert [line.split()[0] for line in lines] == list(providers.names())
    assert max(len(line) for line in lines) <= 80
    assert all(line.isprintable() for line in lines)
    assert "mailjet          Mailjet                  in-v3.mailjet.com:587 STARTTLS" in lines


def test_one_provider_is_told_with_its_sources(home: Home) -> None:
    out = home.run("postmark").stdout
    assert out.startswith("Postmark (postmark), sending service\n")
    assert "smtp.postmarkapp.com [1]\n" in out
    assert "587 STARTTLS, 2525 STARTTLS, 25 STARTTLS" in out
    assert "100 messages a month; Free developer [3?]" in out
    assert "[1] https://postmarkapp.com/support/article/811" in out
    assert all(line.isprintable() for line in out.splitlines())


def test_an_alias_is_taken(home: Home) -> None:
    assert home.run("AWS-SES").stdout.startswith("Amazon SES (ses)")


def test_json_is_one_array_of_all(home: Home) -> None:
    done = home.run("--json")
    catalogue = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1
    assert [one["name"] for one in catalogue] == list(providers.names())
    assert done.stderr == ""


def test_json_of_one_is_an_object_with_each_value_beside_its_source(home: Home) -> None:
    ses = json.loads(home.run("ses", "--json").stdout)
    assert ses["endpoints"][0] == {
        "region": "us-east-1",
        "host": "email-smtp.us-east-1.amazonaws.com",
        "port": 587,
        "security": "starttls",
        "preferred": True,
        "source": "Amazon SES Developer Guide, public copy of May 2023",
        "checked": "2026-11-20",
        "certain": True,
        "note": "",
    }
    assert ses["username"]["strict"] is True
    assert ses["username"]["pattern"].startswith("(AKIA|")
    assert ses["from"]["rule"] == "verified_sender_or_domain"
    assert ses["limits"][0]["value"] == 200


def test_an_unknown_provider_ends_with_two_lines_and_exit_3(home: Home) -> None:
    done = home.run("sendgird")
    assert (done.returncode, done.stdout) == (ExitCode.CONFIGURATION, "")
    assert done.stderr.splitlines() == [
        '✘ there is no provider "sendgird"',
        "  did you mean sendgrid? `smtptui providers` lists them",
    ]


def test_the_operator_s_own_provider_is_listed(home: Home) -> None:
    (home.folder / "ours.toml").write_text('title = "Ours"\nkind = "relay"\n')
    assert "ours             Ours                     you give the host" in home.run().stdout.splitlines()


def test_a_file_that_is_not_right_ends_with_its_place_and_exit_3(home: Home) -> None:
    (home.folder / "ours.toml").write_text('title = "Ours\x1b"\nkind = "relay"\n')
    done = home.run()
    assert (done.returncode, done.stdout) == (ExitCode.CONFIGURATION, "")
    assert "ours.toml" in done.stderr
    assert "line 1" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("name", providers.names())
def test_every_provider_fits_eighty_columns_but_for_addresses_on_the_web(name: str) -> None:
    provider = providers.load(name)
    assert len(list_line(provider)) <= 80
    for line in fact_lines(provider):
        assert line.isprintable()
        assert len(line) <= 80 or "://" in line


async def test_a_reader_that_leaves_early_is_no_error(home: Home) -> None:
    environment = {**os.environ, "XDG_CONFIG_HOME": str(home.path), "SMTPTUI_CONFIG": ""}
    command = f"{sys.executable} -m smtptui providers ses | head -1"
    process = await asyncio.create_subprocess_shell(
        command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=environment
    )
    async with asyncio.timeout(PATIENCE_S):
        out, err = await process.communicate()
    assert out == b"Amazon SES (ses), sending service\n"
    assert err == b""
