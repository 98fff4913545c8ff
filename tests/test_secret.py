"""A secret stays one: no spelling of it survives in what is shown."""

import base64
import copy
import pickle
import re
import urllib.parse

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smtptui.secret import MASK, Redactor, Secret

# Long enough that no spelling stands somewhere by chance; nothing that is not encodable.
_SECRETS = st.text(st.characters(exclude_categories=["Cs"]), min_size=8, max_size=40)
_AROUND = st.text(max_size=20)
_PROPERTY = settings(max_examples=80, deadline=None, derandomize=True)


@pytest.mark.parametrize("shown", [repr, str, format, lambda secret: f"{secret!r:>20}", lambda secret: f"{[secret]}"])
def test_a_secret_shows_itself_to_nobody(shown: object) -> None:
    assert callable(shown)
    assert "hunter2" not in shown(Secret("hunter2"))


@pytest.mark.parametrize("copying", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_secret_is_not_copied(copying: object) -> None:
    assert callable(copying)
    with pytest.raises(TypeError, match="pickled"):
        copying(Secret("hunter2"))


def test_only_reveal_gives_it_back() -> None:
    secret = Secret("hunter2")
    assert secret.reveal() == "hunter2"
    assert not hasattr(secret, "__dict__")
    assert (bool(secret), bool(Secret(""))) == (True, False)


def test_secrets_are_compared_by_value() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2


def _is_masked(secret: str, text: str, spelling: str) -> None:
    assert spelling in text
    masked = Redactor([Secret(secret)])(text)
    assert spelling not in masked
    assert MASK in masked


@_PROPERTY
@given(_SECRETS, _AROUND, _AROUND)
def test_it_is_masked_in_clear(secret: str, before: str, after: str) -> None:
    _is_masked(secret, before + secret + after, secret)


@_PROPERTY
@given(_SECRETS, _AROUND, _AROUND, st.booleans())
def test_it_is_masked_in_hex_of_either_case(secret: str, before: str, after: str, upper: bool) -> None:
    spelling = secret.encode().hex()
    spelling = spelling.upper() if upper else spelling
    _is_masked(secret, before + spelling + after, spelling)


_CLEAR_FOR_JAVASCRIPT = "!*'()"


@_PROPERTY
@given(_SECRETS, _AROUND, _AROUND, st.sampled_from(["", "/", _CLEAR_FOR_JAVASCRIPT]), st.booleans())
def test_it_is_masked_in_percent_encoding(secret: str, before: str, after: str, clear: str, lower: bool) -> None:
    spelling = urllib.parse.quote(secret, safe=clear)
    spelling = re.sub("%..", lambda octet: octet[0].lower(), spelling) if lower else spelling
    _is_masked(secret, before + spelling + after, spelling)
    form = urllib.parse.quote_plus(secret)
    _is_masked(secret, before + form + after, form)


@_PROPERTY
@given(_SECRETS)
def test_it_is_masked_where_every_octet_is_percent_encoded(secret: str) -> None:
    spelling = "".join(f"%{octet:02X}" for octet in secret.encode())
    _is_masked(secret, spelling, spelling)


@_PROPERTY
@given(_SECRETS, st.binary(max_size=20), st.binary(max_size=20), st.booleans())
def test_it_is_masked_in_base64_of_a_longer_text(secret: str, before: bytes, after: bytes, urlsafe: bool) -> None:
    octets = secret.encode()
    encode = base64.urlsafe_b64encode if urlsafe else base64.b64encode
    encoded = encode(before + octets + after).decode()
    masked = Redactor([Secret(secret)])(encoded)
    assert MASK in masked
    # Four characters are three octets. At both ends a character may stand that the neighbours have a part in.
    removed = len(encoded) - len(masked.replace(MASK, ""))
    assert removed * 6 >= (len(octets) - 2) * 8


def test_a_letter_that_grows_when_lowered_hides_nothing() -> None:
    secret = "käse/brot"
    assert secret.encode().hex().upper() not in Redactor([Secret(secret)])(f"İİ {secret.encode().hex().upper()} İ")


def test_several_secrets_are_masked_and_text_without_one_is_not_touched() -> None:
    redact = Redactor([Secret("first secret"), Secret("")])
    redact.add(Secret("second secret"))
    assert redact("a first secret and a second secret") == f"a {MASK} and a {MASK}"
    assert redact("nothing to hide: 250 ok") == "nothing to hide: 250 ok"
    assert Redactor()("anything") == "anything"


def test_the_redactor_itself_shows_nothing() -> None:
    assert "hunter2" not in repr(Redactor([Secret("hunter2")]))
