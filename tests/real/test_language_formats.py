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
from tests.formats.test_edits import FILES
from tests.real.conftest import require

pytestmark = pytest.mark.real
_RAILS = """
require 'json'; require 'ostruct'
class App
  attr_reader :config
  def initialize; @config = OpenStruct.new(action_mailer: OpenStruct.new); end
  def configure(&block); instance_eval(&block); end
end
module Rails; def self.application; $app; end; end
puts JSON.generate(ARGV.map { |f|
  $app = App.new
  eval(File.read(f))
  [f, $app.config.action_mailer.smtp_settings[:password]] }.to_h)
"""
_GITLAB = """
require 'json'
def external_url(url); end
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


@pytest.mark.parametrize("name", ["rails", "gitlab"])
def test_ruby_still_reads_an_edited_file(name: str, tmp_path: Path) -> None:
    require("ruby")
    path, code = tmp_path / "edited.rb", {"rails": _RAILS, "gitlab": _GITLAB}[name]
    path.write_text(rendered(name, formats.load(name), GOOD, existing=FILES[name]))
    ended = subprocess.run(["ruby", "-e", code, str(path)], capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == {str(path): "sfhbfr8rxh"}


def test_python_still_reads_an_edited_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.py"
    path.write_text(rendered("django", formats.load("django"), GOOD, existing=FILES["django"]))
    assert runpy.run_path(str(path))["EMAIL_HOST_PASSWORD"] == "sfhbfr8rxh"


def test_python_reads_every_nasty_secret(tmp_path: Path) -> None:
    secrets = _written("django", tmp_path)
    assert {path: runpy.run_path(path)["EMAIL_HOST_PASSWORD"] for path in secrets} == secrets


def test_wordpress_takes_every_nasty_secret_out_of_its_option(tmp_path: Path) -> None:
    require("php")
    secrets = _written("wp-mail-smtp-option", tmp_path)
    ended = subprocess.run(["php", "-n", "-r", _OPTION, "--", *secrets], capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == secrets
