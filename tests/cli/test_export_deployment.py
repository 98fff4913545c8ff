"""`smtptui export --deployment` as its user runs it."""

import os
from pathlib import Path

import pytest

from tests.cli.running import Installed, installed

JOOMLA = """<?php
class JConfig {
	public $sitename = 'Mine'; // keep
	public $mailer = 'mail';
}
"""
_PARTS = """
[deployments.web]
profile = "good"
formats = [
    { format = "joomla", path = "/srv/configuration.php" },
    { format = "msmtp", path = "/etc/msmtprc", profile = "cert-expired" },
    { format = "python-dotenv", path = "/srv/.env" },
    { format = "laravel", path = "/srv/.env" },
]
"""


def _root(operator: Installed, tmp_path: Path, parts: str = _PARTS) -> Path:
    operator.config.write_text(operator.config.read_text() + parts)
    root = tmp_path / "root"
    (root / "srv").mkdir(parents=True)
    (root / "srv/configuration.php").write_text(JOOMLA)
    return root


def _files(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}


async def test_all_are_written_with_a_line_for_each_and_verified(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good", "cert-expired"]) as operator:
        root = _root(operator, tmp_path)
        words = ("export", "--deployment", "web", "--root", str(root))
        done = await operator.run(*words)
        again = await operator.run(*words)
        verified = await operator.run(*words, "--verify")
        (root / "etc/msmtprc").write_text("")
        differs = await operator.run(*words, "--verify")
        good, other = operator.sandbox.endpoint("good").port, operator.sandbox.endpoint("cert-expired").port
    assert (done.code, again.code, verified.code, differs.code) == (0, 0, 0, 5), done.err
    lines = [line.split("  ")[0] for line in done.err.splitlines() if line.startswith("✔")]
    assert lines == ["✔ joomla", "✔ msmtp", "✔ python-dotenv, laravel"]
    assert again.err.count("holds it already") == 3
    assert verified.err.count("holds what the profile holds") == 4
    assert "✘ msmtp" in differs.err
    written = _files(root)
    assert "public $sitename = 'Mine'; // keep" in written["srv/configuration.php"]
    assert f"public $smtpport = {good};" in written["srv/configuration.php"]
    assert "SMTP_HOST=" in written["srv/.env"]
    assert "MAIL_HOST=" in written["srv/.env"]
    assert str(other) != str(good)
    assert {path.name.split(".")[-1] for path in root.rglob("*.bak")} == {"bak"}


async def test_a_diff_writes_nothing_and_shows_no_secret(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good", "cert-expired"]) as operator:
        root = _root(operator, tmp_path)
        done = await operator.run("export", "--deployment", "web", "--root", str(root), "--diff")
    assert done.code == 0
    assert "# joomla " in done.out
    assert "public $mailer = 'smtp';" in done.out
    assert _files(root) == {"srv/configuration.php": JOOMLA}


@pytest.mark.parametrize(
    ("entry", "code", "words"),
    [
        ('{ format = "adt-wordpress" }', 5, "has no number for custom"),
        ('{ format = "no-such" }', 2, "there is no format"),
        ('{ format = "smtp-url" }', 3, "has no usual place"),
        ('{ format = "shell", path = "/out/x.env" }', 5, "leads out of"),
        ('{ format = "shell", path = "/srv" }', 5, "Is a directory"),
        ('{ format = "shell", path = "/srv/other" }', 5, "holds more than POSIX shell writes"),
        ('{ format = "moodle", path = "/srv/configuration.php" }', 5, "no line loads"),
    ],
)
async def test_where_one_cannot_be_written_none_is(tmp_path: Path, entry: str, code: int, words: str) -> None:
    async with installed(tmp_path, ["good", "cert-expired"]) as operator:
        root = _root(operator, tmp_path, f"{_PARTS.rstrip().removesuffix(']')}{entry} ]")
        (root / "out").symlink_to(tmp_path)
        (root / "srv/other").write_text("theirs")
        before = _files(root)
        done = await operator.run("export", "--deployment", "web", "--root", str(root))
    assert (done.code, words in done.err) == (code, True), done.err
    assert _files(root) == before
    assert sorted(os.listdir(root)) == ["out", "srv"]


async def test_options_that_a_deployment_has_itself_are_refused(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        for words in (("--target", "5"), ("--install",), ("--output", "x"), ("good", "msmtp")):
            assert (await operator.run("export", "--deployment", "web", *words)).code == 2
        assert (await operator.run("export")).code == 2
        assert (await operator.run("export", "--deployment", "web")).code == 3
