"""The dotenv libraries of Python, Ruby, node and PHP."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, fields_otherwise
from smtptui.core.real_readers._running import RefusedError, installed, said
from smtptui.formats import _dsn, _environment
from smtptui.formats._base import Values

_PYTHON = """
import io, json, sys, dotenv
json.dump(dict(dotenv.dotenv_values(stream=io.StringIO(sys.stdin.read()))), sys.stdout)
"""
# Dotenv carries $(command) out; here it is only named.
_RUBY = """
require 'json'; require 'tempfile'; require 'dotenv'
def (Dotenv::Substitutions::Command).`(command) = "would run #{command}"
puts JSON.generate(Dotenv::Parser.call(STDIN.read.force_encoding('UTF-8'), true))
"""
# A library of the program that reads the file is not ours to load: who has none beside node is read by node itself.
_NODE = """
const text = require('fs').readFileSync(0, 'utf8');
process.stdout.write(JSON.stringify(require('util').parseEnv(text)));
"""
_SYMFONY = Path("/usr/share/php/Symfony/Component/Dotenv/autoload.php")
# With symfony/process at hand Dotenv carries $(command) out; without the class it refuses the file.
_PHP = f"""
namespace Symfony\\Component\\Process {{ class Process {{ function __construct() {{ exit(1); }} }} }}
namespace {{
    require '{_SYMFONY}';
    $found = (new Symfony\\Component\\Dotenv\\Dotenv())->parse(stream_get_contents(STDIN));
    echo json_encode(array_filter($found, fn ($name) => $name === 'MAILER_DSN', ARRAY_FILTER_USE_KEY));
}}
"""
Found = Mapping[str, str]


def _ask(question: Question) -> Sequence[Answer]:
    title, command, here, meaning = _READERS[question.name]
    return [answered(title, lambda: _read(question, command, meaning))] if here() else []


def _read(question: Question, command: Sequence[str], meaning: Callable[[Found], Values]) -> Sequence[str]:
    try:
        found = json.loads(said(command, question.text))
    except ValueError:
        raise RefusedError("cannot read it") from None
    return fields_otherwise(question, meaning(found))


def _symfony_is_here() -> bool:
    return installed("php") and _SYMFONY.exists()


_READERS: Mapping[str, tuple[str, Sequence[str], Callable[[], bool], Callable[[Found], Values]]] = {
    "python-dotenv": (
        "python-dotenv",
        (sys.executable, "-I", "-c", _PYTHON),
        lambda: find_spec("dotenv") is not None,
        _environment.values_in,
    ),
    "ruby-dotenv": (
        "Ruby's dotenv",
        ("ruby", "-e", _RUBY),
        lambda: installed("ruby") and _loads("ruby", "-e", "require 'dotenv'"),
        _environment.values_in,
    ),
    "node-dotenv": (
        "node's parseEnv",
        ("node", "-e", _NODE),
        lambda: installed("node") and _loads("node", "-e", "require('util').parseEnv('')"),
        _environment.values_in,
    ),
    "symfony": (
        "Symfony's Dotenv",
        ("php", "-r", _PHP),
        _symfony_is_here,
        lambda found: _dsn.read(found.get("MAILER_DSN", "")),
    ),
}


def _loads(*command: str) -> bool:
    try:
        said(command, "")
    except RefusedError:
        return False
    return True


READER = RealReader(tuple(_READERS), _ask)
