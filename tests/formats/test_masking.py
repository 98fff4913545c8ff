"""Whatever a format makes of a secret, nothing of it can be read where it is masked."""

import pytest

from smtptui import formats
from smtptui.errors import WriteError
from smtptui.formats._base import Values, carries, files
from smtptui.formats._masking import FileMask
from smtptui.formats._verify import checked_target, rendered_file
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_PLAIN = Secret("Qz7Qz7Qz7Qz7")
_NASTY = (
    "a'b\"c`d$e\\f#g%h@i:j/k+l=m&n;o!p[q]r{s}t~u*v?w<x>y|z",
    "  blank both  ",
    "tab\tin it",
    "$$x$${abc}%s",
    "<?php abc ?>&amp;wxyz",
    "abc\\",
    "äöü-ß-emo😀ji",
    "'single'abc",
    '"double"abc',
    "C:\\new\\table",
    "''''abc''''",
)
_VALUES = Values(
    host="in-v3.mailjet.com",
    port=587,
    security=Security.STARTTLS,
    username="fred@example.com",
    from_address="fred@example.com",
    from_name="Fred",
    to_address="ops@example.com",
    provider="mailjet",
    profile="p",
    secret_source="keyring",
)
# How values are quoted depends on them.
_QUOTES = str.maketrans("", "", "\\'\"`{}")


def _masked(name: str, secret: Secret) -> list[str]:
    known = formats.load(name)
    target = checked_target(name, known, None)
    texts = [rendered_file(name, one, _VALUES._replace(secret=secret), target) for one in files(known, target)]
    return [FileMask([secret])(text).translate(_QUOTES) for text in texts]


@pytest.mark.parametrize("name", [one for one in formats.names() if carries(formats.load(one), "secret", "")])
def test_a_masked_file_is_the_same_whatever_the_secret_was(name: str) -> None:
    usual = _masked(name, _PLAIN)
    held = 0
    for nasty in map(Secret, _NASTY):
        try:
            masked = _masked(name, nasty)
        except WriteError:
            # What a format cannot hold is in no file of it.
            continue
        held += 1
        assert masked == usual
    assert held > 0


@pytest.mark.parametrize("spelled", ["it\\'s $5", "it'\\''s $5", "it&#39;s%20%245", "it\\u0027s \\$5", "it''s $$5"])
def test_a_file_that_was_there_is_masked_as_its_own_rules_spell_it(spelled: str) -> None:
    assert FileMask([Secret("it's $5"), None])(f"a = ({spelled})\nb") == "a = ([secret])\nb"
