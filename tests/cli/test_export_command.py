"""`smtptui formats` and `smtptui export` as their user runs them."""

import asyncio
import stat
import sys
from pathlib import Path

from tests.cli.running import Installed, installed


async def _exported(operator: Installed, *words: str) -> tuple[int, str, str]:
    """An export may print the secret: that is what it is for."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "smtptui", "export", *words),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=operator.environment(),
    )
    out, err = await process.communicate()
    assert operator.sandbox.secret.reveal() not in err.decode()
    return process.returncode or 0, out.decode(), err.decode()


async def test_an_export_goes_to_standard_output_whole(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        code, out, _ = await _exported(operator, "good", "shell")
        assert f"SMTP_PASSWORD='{operator.sandbox.secret.reveal()}'" in out
    assert code == 0
    assert "export SMTP_HOST='127.0.0.1'\n" in out


async def test_a_file_is_for_its_owner_alone_and_verified(tmp_path: Path) -> None:
    path = tmp_path / "mail.env"
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("export", "shell", "--output", str(path))
        assert (done.code, done.out) == (0, "")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert (await operator.run("export", "shell", "--output", str(path), "--verify")).code == 0
        path.write_text(path.read_text().replace("SMTP_HOST='127.0.0.1'", "SMTP_HOST='::1'"))
        told = await operator.run("export", "shell", "--output", str(path), "--verify")
    assert told.code == 5
    assert "differs from the profile in: host" in told.err


async def test_what_else_would_stop_mail_is_said_by_a_verification_too(tmp_path: Path) -> None:
    path = tmp_path / "config.php"
    path.write_text("<?php\n$CFG->noemailever = true;\nrequire_once(__DIR__ . '/lib/setup.php');\n")
    words = ("export", "moodle", "--output", str(path))
    async with installed(tmp_path, ["good"]) as operator:
        for more in ((), ("--verify",), ("--verify=real",)):
            done = await operator.run(*words, *more)
            assert (done.code, "$CFG->noemailever in this file stops every message" in done.err) == (0, True)


async def test_a_file_that_everybody_can_read_is_told_until_it_is_closed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    path = root / "etc/ssmtp/ssmtp.conf"
    words = ("export", "ssmtp", "--install", "--root", str(root))
    async with installed(tmp_path, ["good"]) as operator:
        assert "can read it" not in (await operator.run(*words)).err
        path.chmod(0o644)
        for more in ((), ("--verify",)):
            assert f"chmod o-r {path}" in (await operator.run(*words, *more)).err


async def test_a_diff_shows_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "mail.env"
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("export", "shell", "--output", str(path), "--diff")
    assert done.code == 0
    assert "+export SMTP_PASSWORD='[secret]'" in done.out
    assert not path.exists()


async def test_a_file_that_holds_more_is_not_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "mail.env"
    path.write_text("# mine\n")
    async with installed(tmp_path, ["good"]) as operator:
        refused = await operator.run("export", "shell", "--output", str(path))
        assert path.read_text() == "# mine\n"
        forced = await operator.run("export", "shell", "--output", str(path), "--force")
    assert (refused.code, forced.code) == (5, 0)


async def test_an_older_export_is_replaced_without_asking(tmp_path: Path) -> None:
    path = tmp_path / "mail.env"
    async with installed(tmp_path, ["good", "cert-expired"]) as operator:
        await operator.run("export", "cert-expired", "shell", "--output", str(path))
        before = path.read_text()
        again = await operator.run("export", "good", "shell", "--output", str(path))
    assert again.code == 0
    assert path.read_text() != before


async def test_an_installation_below_a_root_keeps_what_was_there(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    async with installed(tmp_path, ["good", "cert-expired"]) as operator:
        first = await operator.run("export", "cert-expired", "systemd-env", "--install", "--root", str(root))
        second = await operator.run("export", "good", "systemd-env", "--install", "--root", str(root))
        third = await operator.run("export", "good", "systemd-env", "--install", "--root", str(root))
    assert (first.code, second.code, third.code) == (0, 0, 0)
    assert ".bak" in second.err
    assert "holds it already" in third.err
    assert len(list((root / "etc/default").iterdir())) == 2


async def test_a_reader_of_two_files_gets_both_and_what_to_run_then(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "etc/postfix").mkdir(parents=True)
    (root / "etc/postfix/main.cf").write_text("# mine\nmyhostname = a.example\n")
    async with installed(tmp_path, ["good"]) as operator:
        shown = await operator.run("export", "postfix", "--install", "--root", str(root), "--diff")
        done = await operator.run("export", "postfix", "--install", "--root", str(root))
        verified = await operator.run("export", "postfix", "--install", "--root", str(root), "--verify")
    assert "+++ new sasl_passwd" in shown.out
    assert "then: postmap /etc/postfix/sasl_passwd" in done.err
    assert (root / "etc/postfix/main.cf").read_text().startswith("# mine\nmyhostname = a.example\nrelayhost = ")
    assert stat.S_IMODE((root / "etc/postfix/sasl_passwd").stat().st_mode) == 0o600
    assert verified.code == 0


async def test_on_standard_output_each_file_stands_under_its_name(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        _, out, _ = await _exported(operator, "good", "postfix")
        password = operator.sandbox.secret.reveal()
    assert out.startswith("# /etc/postfix/main.cf\nrelayhost = [127.0.0.1]:")
    assert out.partition("# /etc/postfix/sasl_passwd\n")[2].endswith(f":{password}\n")


async def test_a_format_without_a_place_of_its_own_says_so(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("export", "smtp-url", "--install")
    assert done.code == 2
    assert "--output" in done.err


async def test_a_provider_that_the_target_does_not_know_is_refused(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("export", "adt-env")
    assert done.code == 5
    assert "has no number for custom" in done.err


async def test_the_formats_are_listed_with_path_owner_and_mode(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        listed = await operator.run("formats", "--json")
        seen = await operator.run("formats")
    by_name = {one["name"]: one for one in listed.json}
    assert by_name["adt-wordpress"]["mode"] == "0400"
    assert by_name["adt-wordpress"]["owner"] == "root:root"
    assert all(name in seen.out for name in by_name)
    assert all(f"{one['path']}  {one['owner'] or 'yours'}" in seen.out for one in listed.json if one["path"] != "-")


async def test_our_own_format_carries_the_secret_only_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "out" / "config.toml"
    async with installed(tmp_path, ["good"]) as operator:
        referring = await operator.run("export", "good", "toml")
        done = await operator.run("export", "good", "toml", "--with-secret", "--output", str(path))
        refused = await operator.run("export", "good", "shell", "--with-secret")
        kept = (path.parent / "good.secret").read_text()
        assert kept == f"{operator.sandbox.secret.reveal()}\n"
    assert 'secret = "file:' in referring.out
    assert (done.code, refused.code) == (0, 2)
    assert 'secret = "file:good.secret"' in path.read_text()
