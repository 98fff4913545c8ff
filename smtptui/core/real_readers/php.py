"""PHP, asked whether it can parse the file, and what each literal in it is; nothing of the file is run."""

import json
from collections.abc import Sequence

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, otherwise
from smtptui.core.real_readers._running import installed, said
from smtptui.formats import _php
from smtptui.formats._php import Key

_FORMATS = (
    *("adt-joomla", "drupal-core-dsn", "drupal-smtp", "drupal-symfony-mailer", "drupal7-smtp", "joomla", "moodle"),
    *("nextcloud", "wordpress-mu-plugin", "wp-mail-smtp"),
)


def _ask(question: Question) -> Sequence[Answer]:
    return [answered("php", lambda: _read(question))] if installed("php") else []


def _read(question: Question) -> Sequence[str]:
    said(["php", "-n", "-l"], question.text)
    ours = _php.values_in(question.format.render(question.values, question.target), guarded=True)
    sources = {key: source for key, source in _php.sources_in(question.text).items() if key in ours}
    items = ", ".join(sources.values())
    read = json.loads(said(["php", "-n"], f"<?php echo json_encode([{items}], JSON_THROW_ON_ERROR);"))
    found = _php.values_in(question.text, guarded=True)
    return otherwise(
        {_name(key): found[key] for key in sources},
        {_name(key): value for key, value in zip(sources, read, strict=True)},
    )


def _name(key: Key) -> str:
    return "/".join(key)


READER = RealReader(_FORMATS, _ask)
