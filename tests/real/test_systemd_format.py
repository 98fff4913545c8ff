"""systemd's own reader of EnvironmentFile= reads what is exported for it."""

import ctypes
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.core.real_readers import Answer, Question, answers
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.real.conftest import lacks

pytestmark = pytest.mark.real


def _library() -> ctypes.CDLL:
    """The code of systemd(1) itself, which no program gives access to where systemd does not run."""
    found = sorted(Path("/usr/lib").glob("*/systemd/libsystemd-shared-*.so"))
    if not found:
        lacks("libsystemd-shared is not installed")
    return ctypes.CDLL(str(found[-1]))


def _variables(library: ctypes.CDLL, path: Path) -> dict[str, str]:
    """load_env_file(FILE *, const char *, char ***): a list of NAME=value that ends with a null pointer."""
    lines = ctypes.POINTER(ctypes.c_char_p)()
    assert library.load_env_file(None, str(path).encode(), ctypes.byref(lines)) == 0
    found, at = {}, 0
    while (line := lines[at]) is not None:
        name, _, value = line.decode().partition("=")
        found[name] = value
        at += 1
    return found


def test_systemd_reads_every_nasty_secret(tmp_path: Path) -> None:
    library, path = _library(), tmp_path / "smtp"
    for secret in SECRETS:
        path.write_text(rendered("systemd-env", formats.load("systemd-env"), GOOD._replace(secret=Secret(secret))))
        found = _variables(library, path)
        assert (found["SMTP_PASSWORD"], found["SMTP_FROM_NAME"]) == (secret, GOOD.from_name)


def test_the_product_asks_systemd_too() -> None:
    _library()
    known = formats.load("systemd-env")
    question = Question("systemd-env", known, "", rendered("systemd-env", known, GOOD), GOOD)
    assert answers(question)[-1] == Answer("systemd")
    # A shell would put the two pieces together; systemd keeps the quotes that stand between them.
    secret = GOOD._replace(secret=Secret("a'b"))
    text = question.text.replace('"sfhbfr8rxh"', "'a'\\''b'")
    said = {one.reader: one.problem for one in answers(question._replace(values=secret, text=text))}
    assert (said["sh"], said["systemd"]) == (None, "reads otherwise: secret")
