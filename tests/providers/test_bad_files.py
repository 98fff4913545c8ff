"""Provider files that are refused: the message names file, line and key, and says what is allowed."""

from pathlib import Path

import pytest

from smtptui import providers
from smtptui.errors import ConfigurationError

GOOD = """title = "Our relay"
kind = "relay"
checked = "2026-11-20"
limits = [
    { value = 100, unit = "messages", window = "day", source = "docs" },
]

[[regions]]
name = "eu"
source = "docs"
endpoints = [
    { host = "relay.example.org", port = 587, security = "starttls" },
    { host = "relay.example.org", port = 465, security = "tls" },
]

[username]
label = "User name"
help = "Your name."
pattern = '[a-z]+'
source = "docs"

[secret]
label = "Password"
help = "Your password."
source = "docs"

[sources]
docs = "https://example.org/docs"
"""

# What is replaced, by what, what the message says behind the file's name, what the advice holds.
CASES = [
    ('title = "Our relay"\n', "", ": has no title", "title"),
    ('title = "Our relay"', "title = 7", ", line 1: title is no text", "a text in quotes"),
    ('"Our relay"', '""', ", line 1: title is empty", "1 to 1000"),
    ('"Our relay"', '"Our\\u202erelay"', ", line 1: title holds a control or invisible character", "visible"),
    ('"Our relay"', '"\\u001b[31mred"', ", line 1: title holds a control", "visible"),
    ('kind = "relay"', 'kind = "freemail"', ', line 2: kind is "freemail"', "esp, mailbox, relay, catcher, custom"),
    ('"2026-11-20"', '"yesterday"', ', line 3: checked is "yesterday"', "YYYY-MM-DD"),
    ("value = 100", "value = -1", ", line 5: limits[1].value is -1", "above 0"),
    ("value = 100", "value = nan", ", line 5: limits[1].value is nan", "above 0"),
    ("value = 100", "value = true", ", line 5: limits[1].value is true", "above 0"),
    ('unit = "messages"', 'unit = "API calls"', ', line 5: limits[1].unit is "API calls"', "messages, recipients"),
    ('window = "day"', 'window = "week"', ', line 5: limits[1].window is "week"', "second, minute, hour, day"),
    ('window = "day", ', "", ", line 5: limits[1] has no window", "window"),
    ("limits = [", "limits = 3\nold = [", ", line 4: limits is no list of tables", "[[limits]]"),
    ('name = "eu"', 'name = "EU West"', ', line 9: regions[1].name is "EU West"', "lower-case"),
    ("host = ", "hots = ", ", line 12: regions[1].endpoints[1] has no host", "host"),
    ("port = 587", "port = 0", ", line 12: regions[1].endpoints[1].port is 0", "1 to 65535"),
    ("port = 465", "port = 99999", ", line 13: regions[1].endpoints[2].port is 99999", "1 to 65535"),
    ("port = 465", 'port = "465"', ', line 13: regions[1].endpoints[2].port is "465"', "without quotes"),
    ("port = 465", "port = true", ", line 13: regions[1].endpoints[2].port is true", "1 to 65535"),
    ('"starttls"', '"ssl"', ', line 12: regions[1].endpoints[1].security is "ssl"', "tls, starttls, none"),
    (
        '"starttls"',
        '"none"',
        ", line 12: regions[1].endpoints[1].security is none to relay.example.org",
        "this machine",
    ),
    (
        'host = "relay.example.org", port = 465',
        'host = "a\\r\\nb", port = 465',
        "endpoints[2].host holds a control",
        "visible",
    ),
    (
        'host = "relay.example.org", port = 465',
        'host = "smtps://a", port = 465',
        "endpoints[2].host is no host name",
        "scheme",
    ),
    (
        'host = "relay.example.org", port = 465',
        'host = "1.2.3.999", port = 465',
        "endpoints[2].host is no IP address",
        "scheme",
    ),
    (
        'host = "relay.example.org", port = 465',
        'host = "\u0640\u0640.example", port = 465',
        "endpoints[2].host has a name that cannot be written in DNS",
        "scheme",
    ),
    (
        'host = "relay.example.org", port = 465',
        'host = "a..b", port = 465',
        "endpoints[2].host is no host name",
        "scheme",
    ),
    (
        'host = "relay.example.org", port = 465',
        f'host = "{"a" * 60}.{"b" * 60}.{"c" * 60}.{"d" * 60}.{"e" * 60}", port = 465',
        "endpoints[2].host has more",
        "scheme",
    ),
    ("pattern = '[a-z]+'", "pattern = '[a-z'", ", line 19: username.pattern is no regular expression", "Python's re"),
    ("pattern = '[a-z]+'", 'strict = "yes"', ', line 19: username.strict is "yes"', "true or false"),
    ('label = "Password"', 'label = "Password"\nstrict = true', "secret.strict is not known", "label, help, pattern"),
    ('help = "Your password."\n', "", ", line 22: secret has no help", "help"),
    ("[secret]", "[[secret]]", "secret is no table", "[secret]"),
    (
        'source = "docs"\n\n[secret]',
        'source = "dosc"\n\n[secret]',
        'username.source is "dosc", which [sources] does not have',
        "docs",
    ),
    (
        '[sources]\ndocs = "https://example.org/docs"',
        "[sources]\ndocs = 3",
        ", line 28: sources.docs is no text",
        "text",
    ),
    ("[sources]", "colour = 1\n[sources]", "secret.colour is not known", "label, help"),
    ('kind = "relay"', 'kind = "relay"\n"a\\nb" = 1', "relay.toml: a␊b is not known", "title, kind"),
    ('kind = "relay"', 'kind = "relay"\ncolour = "red"', ", line 3: colour is not known", "title, kind"),
    ('kind = "relay"', 'kind = "relay"\naliases = "mail"', ", line 3: aliases is no list", "list"),
    ('kind = "relay"', 'kind = "relay"\naliases = ["A B"]', ', line 3: aliases is "A B"', "lower-case"),
    (
        'kind = "relay"',
        'kind = "relay"\nlinks = [{ kind = "help", url = "javascript:x" }]',
        "links[1].url is",
        "https://",
    ),
    ('kind = "relay"', 'kind = "relay"\ndkim = [{ record = "TXT" }]', "dkim[1] is not right", "selector or a pattern"),
    (
        'kind = "relay"',
        'kind = "relay"\nmechanisms = { names = ["NTLM"] }',
        'mechanisms.names is "NTLM"',
        "PLAIN, LOGIN",
    ),
    (
        'kind = "relay"',
        'kind = "relay"\nfrom = { rule = "some", text = "x" }',
        'from.rule is "some"',
        "any, account_address",
    ),
    (
        'kind = "relay"',
        'kind = "relay"\nhost_pattern = { pattern = "smtp.example.org" }',
        "host_pattern.pattern is",
        "{region}",
    ),
    (
        'kind = "relay"',
        'kind = "relay"\nhost_pattern = { pattern = "{region}.{a}" }',
        "host_pattern.pattern is no host name",
        "host",
    ),
    ('name = "eu"\n', 'name = "eu"\nendpoints = []\n', "is no TOML: Cannot overwrite a value", ""),
    (
        "[sources]",
        '[[regions]]\nname = "eu"\nendpoints = [{ host = "b", port = 1, security = "tls" }]\n[sources]',
        'regions has "eu" twice',
        "one [[regions]]",
    ),
    ("[sources]", "[[regions]]\n[sources]", "regions[2] has no endpoints", "preferred one first"),
    ('kind = "relay"', "kind = ", "is no TOML: Invalid value (at line 2, column 8)", "correct"),
    ("[sources]", "x = " + "[" * 3000, "is no TOML: it is nested too deep", "correct"),
]


@pytest.mark.parametrize(("old", "new", "words", "allowed"), CASES, ids=range(len(CASES)))
def test_what_is_wrong_is_said_with_file_line_and_key(
    tmp_path: Path, old: str, new: str, words: str, allowed: str
) -> None:
    path = tmp_path / "relay.toml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(ConfigurationError) as caught:
        providers.load("relay", tmp_path)
    assert str(path) in caught.value.message
    assert words in caught.value.message
    assert allowed in caught.value.advice
    assert caught.value.message.isprintable()


def test_the_file_that_these_cases_spoil_is_good(tmp_path: Path) -> None:
    (tmp_path / "relay.toml").write_text(GOOD)
    assert providers.load("relay", tmp_path).endpoints[1].endpoint.port == 465


def test_a_host_pattern_needs_a_region_to_go_by(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('title = "X"\nkind = "esp"\nhost_pattern = { pattern = "{region}.example.org" }\n')
    with pytest.raises(ConfigurationError, match="line 3: host_pattern has no region to go by"):
        providers.load("x", tmp_path)


def test_a_file_whose_name_is_no_provider_s_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Our Relay.toml").write_text(GOOD)
    with pytest.raises(ConfigurationError, match='the file\'s name is "Our Relay"'):
        providers.load_all(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "relay.toml").mkdir()
    with pytest.raises(ConfigurationError, match="cannot be read: Is a directory"):
        providers.load_all(tmp_path)


def test_a_file_that_is_no_text_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "relay.toml").write_bytes(b'title = "x"\nkind = "\xff"\n')
    with pytest.raises(ConfigurationError, match=r"relay\.toml, line 2: is not UTF-8"):
        providers.load("relay", tmp_path)


def test_a_file_of_megabytes_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "relay.toml").write_bytes(b"#" * 70_000)
    with pytest.raises(ConfigurationError, match="more than 64 KiB"):
        providers.load("relay", tmp_path)
