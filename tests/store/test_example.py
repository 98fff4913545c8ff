"""config.example.toml is what it says."""

import tomllib
from itertools import pairwise
from pathlib import Path

from smtptui import providers
from smtptui.model.configuration import DEFAULT_KEEP_DAYS
from smtptui.store.config_file import load
from smtptui.store.fields import KEYS

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def test_the_example_is_a_configuration_without_a_warning() -> None:
    configuration = load(EXAMPLE, providers.exists)
    assert configuration.warnings == ()
    assert configuration.active in configuration.profiles
    assert configuration.keep_days == DEFAULT_KEEP_DAYS


def test_the_example_shows_every_key_of_a_profile_with_a_sentence_above_it() -> None:
    assert tuple(tomllib.loads(EXAMPLE.read_text())["profiles"]["darrensnet"]) == tuple(KEYS)
    lines = EXAMPLE.read_text().splitlines()
    settings = [(above, line) for above, line in pairwise(lines) if " = " in line and line[0].isalpha()]
    unexplained = [line.split()[0] for above, line in settings if not above.startswith("#")]
    # The second profile is there to show how little one needs.
    assert unexplained == ["provider", "from_address", "to_address", "secret"]
