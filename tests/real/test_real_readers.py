"""`--verify=real` asks the programs themselves, and believes them."""

from pathlib import Path

import pytest

from smtptui import formats
from smtptui.core.real_readers import Answer, Question, answers, readers
from smtptui.formats._base import Values
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from tests.cli.running import installed
from tests.formats.nasty import GOOD, SECRETS
from tests.formats.test_php import FILES
from tests.real.conftest import require

pytestmark = pytest.mark.real
READ = sorted({name for reader in readers().values() for name in reader.formats})
_NOT_IN_DEBIAN = {
    "node-dotenv": "node before 20.12 reads no .env",
    "terraform": "Debian has no Terraform",
}
PROGRAMS = ("php", "ruby", "node", "sh", "dash", "bash", "msmtp", "git", "postconf", "docker-compose")


def _question(name: str, values: Values = GOOD, existing: str | None = None) -> Question:
    known = formats.load(name)
    target = known.targets[0] if known.targets else ""
    return Question(name, known, target, rendered(name, known, values, target or None, existing), values)


def _nasty(name: str) -> Values:
    """One secret with all that its format can hold of what breaks files."""
    known = formats.load(name)
    target = known.targets[0] if known.targets else ""
    whole = "x"
    for secret in SECRETS:
        if len(whole) < 400 and not known.limit("secret", f"{whole}{secret}x", target):
            whole += f"{secret}x"
    return GOOD._replace(secret=Secret(whole), ca_file=None)


@pytest.fixture(autouse=True)
def _everybody_is_here() -> None:
    for program in PROGRAMS:
        require(program)


@pytest.mark.parametrize("name", READ)
def test_a_real_reader_reads_what_we_write(name: str) -> None:
    for values in (GOOD._replace(ca_file=None), _nasty(name)):
        said = answers(_question(name, values))
        if not said and name in _NOT_IN_DEBIAN:
            pytest.skip(_NOT_IN_DEBIAN[name])
        assert said
        assert [answer for answer in said if answer.problem] == []


@pytest.mark.parametrize(
    "name", ["compose", "git", "msmtp", "python-dotenv", "ruby-dotenv", "smtp-url", "symfony", "postfix"]
)
def test_a_file_of_another_profile_is_told(name: str) -> None:
    other = _question(name, GOOD._replace(secret=Secret("another"), host="elsewhere.example.net"))
    assert answers(_question(name)._replace(text=other.text))[0].problem


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("joomla", "<?php class JConfig { public $smtppass = 'x' }"),
        ("nodemailer", '{"port": NaN}'),
        ("fluent-smtp", '{"port": NaN}'),
        ("compose", "services: {app: {environment: {SMTP_HOST: yes}}}"),
        ("shell", "SMTP_HOST=~"),
    ],
)
def test_what_is_read_otherwise_than_by_us_is_told(name: str, text: str) -> None:
    assert any(answer.problem for answer in answers(_question(name)._replace(text=text)))


@pytest.mark.parametrize("name", sorted(set(FILES) & set(READ)))
def test_php_agrees_about_files_that_were_edited(name: str) -> None:
    assert [answer.problem for answer in answers(_question(name, existing=FILES[name]))] == [None]


def test_nothing_of_a_file_is_carried_out(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    for name, line in (
        ("ruby-dotenv", f'EVIL="$(touch {ran})"\n'),
        ("symfony", f'EVIL="$(touch {ran})"\n'),
        ("python-dotenv", f'EVIL="$(touch {ran})"\n'),
        ("shell", f"touch {ran}; EVIL=$(touch {ran})\n"),
        ("joomla", f"touch('{ran}'); $evil = `touch {ran}`;\n"),
        ("msmtp", f"passwordeval touch {ran}\n"),
    ):
        question = _question(name)
        answers(question._replace(text=question.text + line))
    assert not ran.exists()


def test_msmtp_is_asked_about_all_but_the_command(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    values = GOOD._replace(ca_file=None, printed_by=f"touch {ran}")
    question = _question("msmtp", values)
    assert answers(question) == [Answer("msmtp")]
    (answer,) = answers(question._replace(text=question.text.replace("port 587", "port 588")))
    assert answer.problem == "reads otherwise: port"
    assert not ran.exists()


def test_a_line_of_env_is_not_run_as_the_program_that_the_same_format_writes_elsewhere() -> None:
    text = rendered("django", formats.load("django"), GOOD, "email-url")
    assert answers(Question("django", formats.load("django"), "email-url", text, GOOD)) == []


@pytest.mark.parametrize("name", ["rails", "gitlab", "django"])
def test_a_program_that_is_not_ours_letter_by_letter_is_not_run(name: str, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    question = _question(name)
    around = f"`touch {ran}`\n" if name != "django" else f"open({str(ran)!r}, 'w')\n"
    assert answers(question._replace(text=around + question.text))
    assert answers(question._replace(text=question.text.replace("587", "588") + around)) == []
    assert not ran.exists()


async def test_the_command_says_who_was_asked(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        for name, reader in (("shell", "dash reads"), ("msmtp", "msmtp reads"), ("spring", "no real reader of spring")):
            words = ("export", name, "--output", str(tmp_path / name))
            assert (await operator.run(*words)).code == 0
            done = await operator.run(*words, "--verify=real")
            assert (done.code, reader in done.err) == (0, True), done.err
        (tmp_path / "shell").write_text("")
        assert (await operator.run("export", "shell", "--output", str(tmp_path / "shell"), "--verify=real")).code == 5
        assert (await operator.run("export", "--verify=rael", "shell")).code == 2
