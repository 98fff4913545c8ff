"""Discourse's launcher hands the exported values on: Ruby reads the YAML, bash the lines that Ruby makes of it."""

import subprocess
from collections.abc import Sequence

import pytest

from smtptui import formats
from smtptui.formats._base import lines_of
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.real.conftest import require

pytestmark = pytest.mark.real
DISCOURSE = formats.load("discourse")
_NAME = "DISCOURSE_SMTP_PASSWORD"
_RUBY = """
YAML.load(STDIN.read.force_encoding('UTF-8'))['env'].each { |name, value| puts '-e', "#{name}=#{value}" }
"""
# bash takes the lines into words for docker; here they are printed, an end of ours behind each.
_BASH = """
words=()
while read word; do
    [ -n "$word" ] && words+=("${word//\\{\\{config\\}\\}/app}")
done <<< "$(ruby -ryaml -e "$1")"
printf '%s\\0' "${words[@]}"
"""


def _read(secrets: Sequence[str]) -> list[str]:
    """What arrives of each secret, all of them in one file under names of their own."""
    require("ruby")
    lines = [_line(secret).replace(f"{_NAME}:", f"{_NAME}{number}:") for number, secret in enumerate(secrets)]
    text = "\n".join(["env:", *lines, ""])
    command, environment = ["bash", "-eu", "-c", _BASH, "bash", _RUBY], {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    ended = subprocess.run(command, input=text, capture_output=True, text=True, check=True, env=environment)
    return [word.split("=", 1)[1] for word in ended.stdout.split("\0") if word.startswith(_NAME)]


def _line(secret: str) -> str:
    text = DISCOURSE.render(GOOD._replace(secret=Secret(secret)), "")
    return next(line for line in lines_of(text) if _NAME in line)


def test_the_launcher_hands_on_every_nasty_secret_that_we_write() -> None:
    held = [one for one in SECRETS if not DISCOURSE.limit("secret", one, "")]
    assert _read(held) == held


def test_what_we_refuse_for_the_launchers_sake_would_arrive_otherwise() -> None:
    refused = ["a\\b", "a ", "a\t", "{{config}}"]
    assert all(DISCOURSE.limit("secret", one, "") for one in refused)
    assert _read(refused) == ["ab", "a", "a", "app"]
