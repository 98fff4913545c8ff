"""Ruby, Python and PHP themselves read what is written in their languages."""

import json
import runpy
import subprocess
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.real.conftest import require

pytestmark = pytest.mark.real
_RAILS = """
require 'json'; require 'ostruct'
puts JSON.generate(ARGV.map { |f|
  config = OpenStruct.new(action_mailer: OpenStruct.new)
  eval(File.read(f))
  [f, config.action_mailer.smtp_settings[:password]] }.to_h)
"""
_GITLAB = """
require 'json'
puts JSON.generate(ARGV.map { |f| gitlab_rails = {}; eval(File.read(f)); [f, gitlab_rails['smtp_password']] }.to_h)
"""
_OPTION = """
$out = [];
foreach (array_slice($argv, 1) as $f) {
    $out[$f] = stripslashes(json_decode(file_get_contents($f), true)['smtp']['pass']);
}
echo json_encode($out, JSON_THROW_ON_ERROR);
"""


def _written(name: str, folder: Path) -> dict[str, str]:
    """A file for each secret that the format can hold; the secret of each path."""
    known, secrets = formats.load(name), {}
    for number, secret in enumerate(SECRETS):
        if not known.limit("secret", secret, ""):
            path = folder / f"{number}.txt"
            path.write_text(rendered(name, known, GOOD._replace(secret=Secret(secret))))
            secrets[str(path)] = secret
    return secrets


@pytest.mark.parametrize(("name", "code"), [("rails", _RAILS), ("gitlab", _GITLAB)])
def test_ruby_reads_every_nasty_secret(name: str, code: str, tmp_path: Path) -> None:
    require("ruby")
    secrets = _written(name, tmp_path)
    command = ["ruby", "-Ku", "-Eutf-8:utf-8", "-e", code, *secrets]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == secrets


def test_python_reads_every_nasty_secret(tmp_path: Path) -> None:
    secrets = _written("django", tmp_path)
    assert {path: runpy.run_path(path)["EMAIL_HOST_PASSWORD"] for path in secrets} == secrets


def test_wordpress_takes_every_nasty_secret_out_of_its_option(tmp_path: Path) -> None:
    require("php")
    secrets = _written("wp-mail-smtp-option", tmp_path)
    ended = subprocess.run(["php", "-n", "-r", _OPTION, "--", *secrets], capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == secrets
