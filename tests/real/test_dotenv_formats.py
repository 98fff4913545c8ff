"""The libraries themselves read the exported .env files."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import dotenv
import pytest

from smtptui import formats
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.real.conftest import lacks, require

pytestmark = pytest.mark.real
_SYMFONY = Path("/usr/share/php/Symfony/Component/Dotenv/autoload.php")
_LARAVEL = Path("/usr/share/php/Illuminate/Support/autoload.php")


def _written(name: str, folder: Path) -> dict[str, str]:
    """A file for each secret that the format can hold; the secret of each path."""
    known, secrets = formats.load(name), {}
    for number, secret in enumerate(SECRETS):
        if not known.limit("secret", secret, ""):
            path = folder / f"{number}.env"
            path.write_text(rendered(name, known, GOOD._replace(secret=Secret(secret))))
            secrets[str(path)] = secret
    return secrets


def test_python_dotenv_reads_every_nasty_secret(tmp_path: Path) -> None:
    secrets = _written("python-dotenv", tmp_path)
    assert {path: dotenv.dotenv_values(path)["SMTP_PASSWORD"] for path in secrets} == secrets


def test_ruby_reads_every_nasty_secret(tmp_path: Path) -> None:
    require("ruby")
    secrets = _written("ruby-dotenv", tmp_path)
    code = "puts JSON.generate(ARGV.map { |f| [f, Dotenv::Environment.new(f, true)['SMTP_PASSWORD']] }.to_h)"
    command = ["ruby", "-Ku", "-rjson", "-rdotenv", "-e", code, *secrets]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == secrets


def test_symfony_reads_every_nasty_secret(tmp_path: Path) -> None:
    require("php")
    if not _SYMFONY.exists():
        lacks("php-symfony-dotenv is not installed")
    secrets = _written("symfony", tmp_path)
    code = f"require {str(_SYMFONY)!r}; $out = []; foreach ({json.dumps(list(secrets))} as $f) {{"
    code += "$d = (new Symfony\\Component\\Dotenv\\Dotenv())->parse(file_get_contents($f));"
    code += "$out[$f] = parse_url($d['MAILER_DSN'], PHP_URL_PASS); } echo json_encode($out, JSON_THROW_ON_ERROR);"
    ended = subprocess.run(["php", "-r", code], capture_output=True, text=True, check=True)
    assert {path: unquote(secret) for path, secret in json.loads(ended.stdout).items()} == secrets


def test_laravel_reads_every_nasty_secret(tmp_path: Path) -> None:
    """First phpdotenv reads the file, then Laravel's env() makes something else of some words and quotes."""
    require("php")
    if not _LARAVEL.exists():
        lacks("php-illuminate-support is not installed")
    secrets = _written("laravel", tmp_path)
    code = f"require '/usr/share/php/Dotenv/autoload.php'; require {str(_LARAVEL)!r};"
    code += f"use Illuminate\\Support\\Env; $out = []; foreach ({json.dumps(list(secrets))} as $f) {{"
    code += "Dotenv\\Dotenv::create(Env::getRepository(), dirname($f), basename($f))->load();"
    code += "$out[$f] = Env::get('MAIL_PASSWORD'); } echo json_encode($out, JSON_THROW_ON_ERROR);"
    ended = subprocess.run(["php", "-r", code], capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == secrets
