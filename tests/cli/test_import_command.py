"""`smtptui import` as its user runs it: the secret is in no output, no log and not in config.toml."""

import asyncio
import json
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SECRET = "hunter2/Tr0ub4dor"
MSMTPRC = f"""\
account work
host smtp.gmail.com
port 587
tls on
user fred@gmail.com
from fred@gmail.com
password "{SECRET}"
dsn_notify failure
"""
IAM_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
SES = (
    f"SMTP_HOST='email-smtp.eu-west-1.amazonaws.com'\nSMTP_USERNAME='AKIAIOSFODNN7EXAMPLE'\nSMTP_PASSWORD='{IAM_KEY}'\n"
)


@dataclass(frozen=True, slots=True)
class Home:
    """An operator with a folder of their own and no configuration yet."""

    path: Path

    @property
    def config(self) -> Path:
        """The configuration."""
        return self.path / "config" / "config.toml"

    async def run(self, *words: str, stdin: bytes = b"", **variables: str) -> tuple[int, str, str]:
        """Run `smtptui import`; what it prints never holds a secret."""
        kept = {"PATH": os.environ["PATH"], "HOME": str(self.path), "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "smtptui", "import", *words, "--config", str(self.config)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=self.path,
            env={**kept, **variables},
        )
        out, err = (octets.decode() for octets in await process.communicate(stdin))
        assert SECRET not in out + err
        assert IAM_KEY not in out + err
        return process.returncode or 0, out, err

    def write(self, name: str, text: str) -> str:
        """A file in the current folder; its name."""
        (self.path / name).write_text(text)
        return name


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A fresh one."""
    return Home(tmp_path)


def two_lines(err: str) -> bool:
    """An error says what, and what to do next."""
    return err.startswith("✘ ") and len(err.splitlines()) == 2


async def test_a_file_becomes_a_profile_and_its_secret_goes_where_it_is_said(home: Home) -> None:
    code, out, _ = await home.run(home.write(".msmtprc", MSMTPRC), "--secret-store", "file:secret")
    assert code == 0
    assert [line.split(maxsplit=1)[0] for line in out.splitlines()][:3] == ["Read", "Provider", "Server"]
    assert "smtp.gmail.com:587 STARTTLS" in out
    written = home.config.read_text()
    assert '[profiles.work]\nprovider = "gmail"\n' in written
    assert f'secret = "file:{home.path}/secret"' in written
    assert SECRET not in written
    assert (home.path / "secret").read_text() == f"{SECRET}\n"
    assert stat.S_IMODE((home.path / "secret").stat().st_mode) == 0o600
    assert (home.path / ".msmtprc").read_text() == MSMTPRC


async def test_every_account_of_a_file_becomes_a_profile(home: Home) -> None:
    home.write("rc", f"{MSMTPRC}\naccount mary : work\nuser mary@gmail.com\npassword {SECRET}2\n")
    code, out, err = await home.run("rc", "--secret-store", "file:secret")
    assert (code, out.count("Profile  ")) == (0, 2)
    assert [line.split(";")[0] for line in err.splitlines() if line.startswith("✔")] == [
        "✔ work: written",
        "✔ mary: written",
    ]
    assert (home.path / "secret.work").read_text() == f"{SECRET}\n"
    assert (home.path / "secret.mary").read_text() == f"{SECRET}2\n"
    code, out, _ = await home.run("rc", "--json", "--dry-run")
    assert [json.loads(line)["profile"]["name"] for line in out.splitlines()] == ["work", "mary"]


async def test_one_account_of_several_is_taken_when_it_is_named(home: Home) -> None:
    home.write("rc", f"{MSMTPRC}\naccount mary : work\nuser mary@gmail.com\n")
    code, _, err = await home.run("rc", "--secret-store", "env:MAIL_PASSWORD")
    assert (code, "--account NAME" in err, home.config.exists()) == (2, True, False)
    assert (await home.run("rc", "--account", "mary", "--secret-store", "env:MAIL_PASSWORD"))[0] == 0
    code, _, err = await home.run("rc", "--as", "first", "--secret-store", "none")
    assert (code, "--account NAME" in err) == (0, True)
    assert [line for line in home.config.read_text().splitlines() if line.startswith("[")] == [
        "[profiles.mary]",
        "[profiles.first]",
    ]
    code, _, err = await home.run("rc", "--account", "nobody")
    assert (code, two_lines(err)) == (2, True)


async def test_where_one_account_cannot_be_written_none_is(home: Home) -> None:
    store = ("--secret-store", "none")
    await home.run(home.write("other", MSMTPRC.replace("work", "mary").replace("fred@", "mary@")), *store)
    before = home.config.read_text()
    home.write("rc", f"{MSMTPRC}\naccount mary : work\nuser another@gmail.com\n")
    assert (await home.run("rc", *store))[0] == 5
    assert home.config.read_text() == before


async def test_what_had_no_place_is_told(home: Home) -> None:
    _, _, err = await home.run(home.write(".msmtprc", MSMTPRC), "--dry-run")
    assert "had no place: line 8, «dsn_notify»" in err
    assert not home.config.exists()


async def test_without_a_terminal_the_option_is_named(home: Home) -> None:
    code, _, err = await home.run(home.write(".msmtprc", MSMTPRC))
    assert (code, two_lines("\n".join(err.splitlines()[-2:]))) == (2, True)
    assert "--secret-store" in err
    assert not home.config.exists()


async def test_json_tells_all_but_the_secret(home: Home) -> None:
    code, out, _ = await home.run(home.write("rc", MSMTPRC), "--json", "--secret-store", "env:MAIL_PASSWORD")
    found: dict[str, Any] = json.loads(out)
    assert code == 0
    assert found["format"] == "msmtp"
    assert (found["provider"], found["host"], found["port"]) == ("gmail", "smtp.gmail.com", 587)
    assert (found["security"], found["secret"], found["written"]) == ("starttls", True, True)
    assert found["profile"]["username"] == "fred@gmail.com"
    assert found["not_placed"] == ["line 8, «dsn_notify»"]
    assert found["secret_store"] == "env:MAIL_PASSWORD"


async def test_another_profile_is_not_replaced_unasked(home: Home) -> None:
    store = ("--secret-store", "none")
    await home.run(home.write("rc", MSMTPRC), *store)
    assert "stands there already" in (await home.run("rc", *store))[2]
    home.write("rc", MSMTPRC.replace("fred@", "mary@"))
    before = home.config.read_text()
    code, _, err = await home.run("rc", *store)
    assert code == 5
    assert "--force" in err
    assert home.config.read_text() == before
    assert (await home.run("rc", *store, "--as", "mary"))[0] == 0
    assert (await home.run("rc", *store, "--force"))[0] == 0
    assert "fred@" not in home.config.read_text()


async def test_a_file_that_holds_something_else_is_not_replaced_by_a_secret(home: Home) -> None:
    (home.path / home.write("letter", "Dear Fred,\n\nyours\n")).chmod(0o600)
    code, _, err = await home.run(home.write("rc", MSMTPRC), "--secret-store", "file:letter")
    assert code == 5
    assert "holds something else already" in err
    assert (home.path / "letter").read_text() == "Dear Fred,\n\nyours\n"


async def test_the_smtp_password_is_derived_from_an_iam_key(home: Home) -> None:
    code, _, err = await home.run(home.write(".env", SES), "--dry-run")
    assert code == 0
    assert "IAM secret access key" in err
    code, _, _ = await home.run(".env", "--from-iam-key", "--secret-store", "file:secret")
    assert code == 0
    assert (home.path / "secret").read_text().startswith("B")
    assert IAM_KEY not in (home.path / "secret").read_text()


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        (("none",), None, 2),
        ((".",), None, 2),
        ((), None, 2),
        (("file",), "hello\n", 3),
        (("config.json",), '{"transport": "SMTP",', 3),
        (("file", "--format", "nonsense"), "", 2),
        (("file", "--secret-store", "hunter"), MSMTPRC, 2),
        (("file", "--root", "/"), MSMTPRC, 2),
    ],
)
async def test_what_cannot_be_imported_is_told_in_two_lines(
    home: Home, words: tuple[str, ...], text: str | None, code: int
) -> None:
    if text is not None:
        home.write(words[0], text)
    told, out, err = await home.run(*words)
    assert (told, out, two_lines(err)) == (code, "", True), err


async def test_standard_input_and_the_environment_are_read_too(home: Home) -> None:
    store = ("--secret-store", "none")
    code, out, _ = await home.run("-", *store, stdin=f"smtp://fred:{SECRET}@mail.example.org:2525\n".encode())
    assert (code, "mail.example.org:2525" in out) == (0, True)
    code, out, _ = await home.run("env:", *store, MAIL_HOST="relay.example.org", MAIL_PASSWORD=SECRET)
    assert (code, "relay.example.org:587" in out) == (0, True)


async def test_a_scan_lists_what_is_there_and_reads_none_of_it(home: Home) -> None:
    root = home.path / "root"
    for place in ("etc/msmtprc", "var/www/wordpresssmtp", "var/www/shop/configuration.php"):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(SECRET)
    (root / "etc/ssmtp").mkdir()
    (root / "etc/ssmtp/ssmtp.conf").symlink_to("/etc/passwd")
    code, out, _ = await home.run("--scan", "--root", str(root), "--json", MAIL_HOST="mail.example.org")
    found = json.loads(out)
    assert code == 0
    assert {(one["path"].removeprefix(str(root)), *one["formats"]) for one in found["files"]} == {
        ("/etc/msmtprc", "msmtp"),
        ("/var/www/wordpresssmtp", "adt-wordpress"),
        ("/var/www/shop/configuration.php", "adt-joomla", "joomla"),
    }
    assert found["environment"] == ["MAIL_HOST"]
    code, out, err = await home.run("--scan", "--root", str(root))
    assert "etc/msmtprc" in out
    assert "nothing of it was read" in err
