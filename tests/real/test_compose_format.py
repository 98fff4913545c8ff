"""Docker Compose reads what is exported for it: its `config` needs no engine."""

import subprocess

import pytest

from smtptui import formats
from smtptui.core.real_readers import Question, answers
from smtptui.formats import _yaml, compose
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.real.conftest import require

pytestmark = pytest.mark.real
_FORMAT = formats.load("compose")


def _service(name: str, secret: str) -> str:
    """What is exported, as the service of this name."""
    (_, _, *lines) = rendered("compose", _FORMAT, GOOD._replace(secret=Secret(secret))).split("\n")
    return "\n".join([f"  {name}:", "    image: app", *lines])


def test_compose_reads_every_nasty_secret() -> None:
    require("docker-compose")
    services = [_service(f"app{number}", secret) for number, secret in enumerate(SECRETS)]
    command = ["docker-compose", "--file", "-", "config"]
    text = "services:\n" + "".join(services)
    ended = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    # It doubles what it would expand when it reads it again.
    found = {path[1]: text.replace("$$", "$") for path, text in _yaml.scalars(ended.stdout).items() if _secret(path)}
    assert found == {f"app{number}": secret for number, secret in enumerate(SECRETS)}


def _secret(path: tuple[str, ...]) -> bool:
    return path[-1] == "SMTP_PASSWORD"


def test_compose_is_asked_about_our_variables_alone() -> None:
    """What else is in the file may not be here, or wants variables that are set where it runs."""
    require("docker-compose")
    ours = rendered("compose", _FORMAT, GOOD)
    text = f"{ours}      TAG: ${{TAG:?no tag}}\n    env_file: not-here.env\n"
    assert {one.problem for one in answers(Question("compose", _FORMAT, "", text, GOOD))} == {None}


@pytest.mark.parametrize("spelled", ["sfhb$fr8rxh", "$${SECRET}"])
def test_a_secret_that_compose_would_make_something_else_of_is_told(spelled: str) -> None:
    require("docker-compose")
    text = rendered("compose", _FORMAT, GOOD).replace("'sfhbfr8rxh'", spelled)
    first = answers(Question("compose", _FORMAT, "", text, GOOD))[0]
    assert (first.reader, bool(first.problem)) == ("docker-compose", True)


def test_what_compose_expands_is_no_value_for_us() -> None:
    text = rendered("compose", _FORMAT, GOOD).replace("'sfhbfr8rxh'", "sfhb$fr8rxh")
    assert compose.FORMAT.parse(text, "").secret is None
