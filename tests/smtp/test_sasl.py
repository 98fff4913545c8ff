"""SASL exchanges against the vectors of their RFCs, and the choice among mechanisms."""

import hmac

import pytest

from smtptui.secret import Secret
from smtptui.smtp.sasl import ChallengeError, Exchange, Mechanism, choose, exchange_for, unusable_in
from smtptui.smtp.security import Security

PASSWORD = Secret("tanstaaftanstaaf")


def _initial(exchange: Exchange) -> str | None:
    return exchange.initial.reveal() if exchange.initial else None


async def _answer(exchange: Exchange, challenge: bytes) -> str:
    return (await exchange.respond(challenge)).reveal()


async def test_plain_is_that_of_rfc_4616() -> None:
    exchange = exchange_for(Mechanism.PLAIN, "tim", PASSWORD)
    assert _initial(exchange) == "\0tim\0tanstaaftanstaaf"
    with pytest.raises(ChallengeError):
        await exchange.respond(b"")


async def test_cram_md5_is_that_of_rfc_2195() -> None:
    exchange = exchange_for(Mechanism.CRAM_MD5, "tim", PASSWORD)
    assert exchange.initial is None
    answer = await _answer(exchange, b"<1896.697170952@postoffice.reston.mci.net>")
    assert answer == "tim b913a602c7eda7a495b4e6e7334d3890"
    with pytest.raises(ChallengeError, match="second"):
        await exchange.respond(b"<another@challenge>")


async def test_cram_md5_does_not_answer_an_empty_challenge() -> None:
    with pytest.raises(ChallengeError, match="empty"):
        await exchange_for(Mechanism.CRAM_MD5, "tim", PASSWORD).respond(b"")


async def test_cram_md5_takes_a_secret_that_is_no_utf_8() -> None:
    # What the environment holds need not be UTF-8: Python keeps such octets as surrogates.
    answer = await _answer(exchange_for(Mechanism.CRAM_MD5, "tim", Secret("\udcff\udcfe")), b"<1@mail.example>")
    assert answer == f"tim {hmac.new(bytes([0xFF, 0xFE]), b'<1@mail.example>', 'md5').hexdigest()}"


async def test_login_answers_twice_whatever_the_prompts_say() -> None:
    exchange = exchange_for(Mechanism.LOGIN, "tim", PASSWORD)
    assert exchange.initial is None
    assert await _answer(exchange, b"") == "tim"
    assert await _answer(exchange, b"Username:") == "tanstaaftanstaaf"
    with pytest.raises(ChallengeError, match="third"):
        await exchange.respond(b"Password:")


async def test_xoauth2_acknowledges_an_error_once() -> None:
    exchange = exchange_for(
        Mechanism.XOAUTH2, "someuser@example.com", Secret("ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg")
    )
    assert _initial(exchange) == (
        "user=someuser@example.com\x01auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\x01\x01"
    )
    assert await _answer(exchange, b'{"status":"401"}') == ""
    with pytest.raises(ChallengeError, match="again"):
        await exchange.respond(b'{"status":"401"}')


async def test_oauthbearer_is_that_of_rfc_7628() -> None:
    exchange = exchange_for(
        Mechanism.OAUTHBEARER, "user@example.com", Secret("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")
    )
    assert (
        _initial(exchange) == "n,a=user@example.com,\x01auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\x01\x01"
    )
    # Section 3.2.3: a dummy response of one %x01.
    assert await _answer(exchange, b'{"status":"invalid_token"}') == "\x01"


def test_oauthbearer_escapes_what_gs2_reserves() -> None:
    initial = _initial(exchange_for(Mechanism.OAUTHBEARER, "a=b,c", Secret("token")))
    assert initial is not None
    assert initial.startswith("n,a=a=3Db=2Cc,\x01")


def test_scram_is_not_made_among_the_pure_ones() -> None:
    with pytest.raises(ValueError, match="not made here"):
        exchange_for(Mechanism.SCRAM_SHA_256, "tim", PASSWORD)


@pytest.mark.parametrize("mechanism", [Mechanism.PLAIN, Mechanism.LOGIN, Mechanism.CRAM_MD5, Mechanism.XOAUTH2])
def test_without_a_proof_of_the_servers_a_yes_is_enough(mechanism: Mechanism) -> None:
    exchange_for(mechanism, "tim", PASSWORD).finish()


_EVERY = ["CRAM-MD5", "LOGIN", "PLAIN", "SCRAM-SHA-256", "XOAUTH2", "OAUTHBEARER"]
_TOKENS_ONLY = ["XOAUTH2", "OAUTHBEARER"]


@pytest.mark.parametrize(
    ("offered", "security", "wanted", "known", "chosen"),
    [
        (_EVERY, Security.TLS, "auto", [], Mechanism.SCRAM_SHA_256),
        (_EVERY, Security.STARTTLS, "auto", [], Mechanism.SCRAM_SHA_256),
        (["CRAM-MD5", "LOGIN", "PLAIN"], Security.TLS, "auto", [], Mechanism.PLAIN),
        (["CRAM-MD5", "LOGIN"], Security.TLS, "auto", [], Mechanism.LOGIN),
        (["CRAM-MD5"], Security.TLS, "auto", [], Mechanism.CRAM_MD5),
        (_EVERY, Security.NONE, "auto", [], Mechanism.SCRAM_SHA_256),
        (["PLAIN", "LOGIN", "CRAM-MD5"], Security.NONE, "auto", [], Mechanism.CRAM_MD5),
        (["LOGIN", "PLAIN"], Security.NONE, "auto", [], Mechanism.PLAIN),
        (["plain"], Security.TLS, "auto", [], Mechanism.PLAIN),
        (_TOKENS_ONLY, Security.TLS, "auto", [], None),
        (_EVERY, Security.TLS, "auto", _TOKENS_ONLY, Mechanism.OAUTHBEARER),
        (["XOAUTH2", "PLAIN"], Security.TLS, "auto", ["XOAUTH2"], Mechanism.XOAUTH2),
        (["PLAIN"], Security.TLS, "auto", ["XOAUTH2"], None),
        (_EVERY, Security.TLS, "auto", ["PLAIN", "XOAUTH2"], Mechanism.SCRAM_SHA_256),
        (_EVERY, Security.TLS, "xoauth2", [], Mechanism.XOAUTH2),
        (_EVERY, Security.TLS, "login", _TOKENS_ONLY, Mechanism.LOGIN),
        (["PLAIN"], Security.TLS, "login", [], None),
        (["GSSAPI", "NTLM", "DIGEST-MD5"], Security.TLS, "auto", [], None),
        ([], Security.TLS, "auto", [], None),
    ],
)
def test_one_mechanism_is_chosen(
    offered: list[str], security: Security, wanted: str, known: list[str], chosen: Mechanism | None
) -> None:
    assert choose(offered, security, wanted, known) is chosen


@pytest.mark.parametrize(
    ("mechanism", "username", "secret", "usable"),
    [
        (Mechanism.PLAIN, "tim", "hunter2", True),
        (Mechanism.PLAIN, "t\0m", "hunter2", False),
        (Mechanism.PLAIN, "tim", "hunt\0er2", False),
        (Mechanism.LOGIN, "tim", "hunt\0er2", True),
        (Mechanism.XOAUTH2, "tim", "ya29\x01", False),
        (Mechanism.OAUTHBEARER, "tim", "ya\n29", False),
        (Mechanism.OAUTHBEARER, "tim", "ya29==", True),
    ],
)
def test_credentials_that_a_mechanism_cannot_carry_are_known_before(
    mechanism: Mechanism, username: str, secret: str, usable: bool
) -> None:
    reason = unusable_in(mechanism, username, Secret(secret))
    assert (reason is None) is usable
    assert secret not in (reason or "")
