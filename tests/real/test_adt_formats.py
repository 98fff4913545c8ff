"""The Agile Deployment Toolkit reads by small shell scripts; their pipelines read what is exported for it."""

import subprocess
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._base import Format
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.real.conftest import require

pytestmark = pytest.mark.real
# How each era takes a value out of its settings, with the file as $1.
_UNTIL_2022 = """grep "EMAILPASSWORD:" "$1" | awk -F: '{ print $NF }'"""
_SINCE_2025 = """
if [ "$(grep -a '^EMAILPASSWORD:' "$1" | grep -o : | wc -l)" -gt 1 ]; then
    grep -a '^EMAILPASSWORD:' "$1" | cut -d : -f 2- | head -1
else
    grep -a '^EMAILPASSWORD:' "$1" | awk -F: '{ print $NF }' | head -1
fi
"""
_PIPELINES = {"2026": _SINCE_2025, "2021": _UNTIL_2022, "2020": _UNTIL_2022}


def _secrets_read(known: Format, target: str, secrets: list[str], pipeline: str, folder: Path) -> list[str]:
    """What the pipeline, or the script that sources the file, finds in a file for each secret."""
    paths = [folder / str(number) for number in range(len(secrets))]
    for path, secret in zip(paths, secrets, strict=True):
        path.write_text(known.render(GOOD._replace(secret=Secret(secret)), target))
    script = f'read_one() {{ {pipeline}\n}}\nfor file; do printf "%s\\0" "$(read_one "$file")"; done'
    command = ["sh", "-eu", "-c", script, "sh", *map(str, paths)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env={"LC_ALL": "C.UTF-8"})
    return ended.stdout.split("\0")[:-1]


@pytest.mark.parametrize("target", _PIPELINES)
def test_the_servers_read_every_nasty_secret_that_we_write(target: str, tmp_path: Path) -> None:
    require("awk")
    known = formats.load("adt-settings")
    held = [one for one in SECRETS if not known.limit("secret", one, target)]
    assert _secrets_read(known, target, held, _PIPELINES[target], tmp_path) == held


def test_what_we_refuse_for_awks_sake_would_arrive_otherwise(tmp_path: Path) -> None:
    require("awk")
    known = formats.load("adt-settings")
    refused = [one for one in SECRETS if ":" in one]
    read = _secrets_read(known, "2021", refused, _UNTIL_2022, tmp_path)
    assert [one.rpartition(":")[2] for one in refused] == read


@pytest.mark.parametrize("target", ["2026", "2021", "2020"])
def test_the_build_machine_reads_every_nasty_secret(target: str, tmp_path: Path) -> None:
    known = formats.load("adt-env")
    values = list(SECRETS)
    if target == "2020":
        # Its number 2 is Gmail; SendPulse is number 1 in every era.
        assert 'SYSTEM_EMAIL_PROVIDER="2"' in known.render(GOOD._replace(provider="gmail"), target)
    assert _secrets_read(known, target, values, '. "$1"; printf "%s" "$SYSTEM_EMAIL_PASSWORD"', tmp_path) == values


@pytest.mark.parametrize("name", ["adt-wordpress", "adt-moodle", "adt-drupal"])
def test_the_credential_files_give_every_nasty_secret_behind_its_name(name: str, tmp_path: Path) -> None:
    """People read these; a script would take what stands behind the name."""
    values = list(SECRETS)
    pipeline = "sed -n 's/^PASSWORD: //p' \"$1\""
    assert _secrets_read(formats.load(name), "2021", values, pipeline, tmp_path) == values
