"""[deployments.NAME] is checked when it is used."""

from pathlib import Path

import pytest

from smtptui import formats, providers
from smtptui.errors import ConfigurationError
from smtptui.model.deployment import Deployment, Part
from smtptui.store.config_file import load, parse
from smtptui.store.deployments import deployment_named
from smtptui.store.profile_edit import save_profile
from tests.store.test_example import EXAMPLE


def _read(tmp_path: Path, table: str) -> Deployment:
    path = tmp_path / "config.toml"
    path.write_text(f"[deployments.web]\n{table}\n")
    return deployment_named(load(path), "web")


def test_a_word_is_a_format_and_a_table_says_more(tmp_path: Path) -> None:
    read = _read(
        tmp_path, 'formats = ["msmtp", { format = "joomla", path = "/srv/x.php", target = "5", profile = "b" }]'
    )
    assert read == Deployment("web", (Part("msmtp"), Part("joomla", "/srv/x.php", "5", "b")))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "deployments.web names no formats"),
        ("formats = []", "line 2: deployments.web names no formats"),
        ('formats = "msmtp"', "names no formats"),
        ("formats = [5]", "an entry without a format"),
        ('formats = [{ path = "/x" }]', "an entry without a format"),
        ('formats = [{ format = "msmtp", path = "x" }]', 'not absolute: "x"'),
        ('formats = [{ format = "msmtp", mode = "0600" }]', 'not known: "mode"'),
        ('formats = [{ format = "msmtp", path = 5 }]', "is no text"),
        ('formats = ["msmtp"]\nroot = "/"', 'not known: "root"'),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, table: str, words: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        _read(tmp_path, table)
    assert words in refused.value.message
    assert str(tmp_path / "config.toml") in refused.value.message


def test_an_unknown_deployment_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as refused:
        deployment_named(parse('[deployments.web]\nformats = ["msmtp"]', tmp_path), "wep")
    assert "web" in refused.value.advice


def test_the_examples_formats_are_there() -> None:
    known = deployment_named(load(EXAMPLE, providers.exists), "web")
    assert [formats.load(part.format).title for part in known.parts] == ["msmtp", "Joomla", "POSIX shell"]


def test_a_deployment_stays_as_it_is_when_a_profile_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(EXAMPLE.read_text())
    before = load(path).profiles["invoices"]
    save_profile(path, before, before._replace(to_address="other@example.com"))
    changed = [line for line in path.read_text().splitlines() if line not in EXAMPLE.read_text().splitlines()]
    assert changed == ['to_address = "other@example.com"']
