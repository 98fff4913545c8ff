"""A file of msmtp's, or of our own, that holds several accounts becomes as many profiles."""

from pathlib import Path

import pytest

from smtptui.core.importing import all_taken_apart
from smtptui.core.importing.source import from_octets
from smtptui.core.workspace.files import OperatorsFiles
from smtptui.secret import Secret
from tests.core.test_importing import CATALOGUE, profile_in, read

ACCOUNTS = """\
defaults
tls on
logfile ~/.msmtp.log

account home
host smtp.gmail.com
user fred@gmail.com
password "first one"

account work : home
host mail.example.net
passwordeval gpg -d work.gpg

account unfinished
timeout 3

account spare
host spare.example.net
user mary
passwordeval gpg -d spare.gpg

account default : home
from fred@example.net
"""


def test_every_account_of_a_file_becomes_a_profile_the_default_one_first() -> None:
    found = all_taken_apart([from_octets(ACCOUNTS.encode(), "the file")], CATALOGUE)
    assert [(profile_in(one).name, profile_in(one).host, profile_in(one).username) for one in found] == [
        ("home", None, "fred@gmail.com"),
        ("work", "mail.example.net", "fred@gmail.com"),
        ("spare", "spare.example.net", "mary"),
    ]
    assert profile_in(found[0]).from_address == "fred@example.net"
    assert [one.found.secret for one in found] == [Secret("first one"), Secret("first one"), Secret("")]
    assert [str(one.place or "") for one in found] == ["", "", "command:gpg -d spare.gpg"]


def test_what_no_account_had_a_place_for_is_said_once() -> None:
    found = all_taken_apart([from_octets(ACCOUNTS.encode(), "the file")], CATALOGUE)
    assert [one.found.not_placed for one in found] == [
        ("line 3, «logfile»", "line 12, «passwordeval»", "line 14, «account»", "line 15, «timeout»"),
        (),
        (),
    ]


async def test_the_app_says_which_other_accounts_a_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "msmtprc"
    path.write_text(ACCOUNTS)
    found = await OperatorsFiles().read_settings(str(path), CATALOGUE)
    assert found.profile is not None
    assert (found.profile.name, found.notices[-1]) == (
        "home",
        "it also holds work, spare: `smtptui import` takes them all",
    )


def test_every_profile_of_our_own_configuration_is_taken_the_active_one_first() -> None:
    text = 'active = "b"\n\n[profiles.a]\nprovider = "gmail"\n\n[profiles.b]\nprovider = "ses"\nregion = "eu-west-1"\n'
    found = all_taken_apart([from_octets(text.encode(), "the file")], CATALOGUE)
    assert [(profile_in(one).name, profile_in(one).provider) for one in found] == [("b", "ses"), ("a", "gmail")]


def test_a_command_that_prints_the_secret_is_not_run_and_not_taken_unasked() -> None:
    imported = read("account a\nhost mail.example.org\npasswordeval gpg -d secret.gpg\n")
    assert str(imported.place) == "command:gpg -d secret.gpg"
    assert not imported.found.secret
    assert profile_in(imported).secret is None


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("gpg -d secret.gpg", "command:gpg -d secret.gpg"),
        ("pass show mail | head -1", "command:sh -c 'pass show mail | head -1'"),
        ("\"pass show 'my mail'\"", "command:pass show 'my mail'"),
    ],
)
def test_a_command_for_a_shell_becomes_one_that_needs_none(written: str, place: str) -> None:
    imported = read(f"account a\nhost mail.example.org\npasswordeval {written}\n")
    assert str(imported.place) == place
    assert imported.found.not_placed == ()


def test_another_account_of_a_file_is_told() -> None:
    text = "account a\nhost a.example\npassword first\naccount b\nhost b.example\npassword second=r\n"
    assert read(text).found.not_placed == ("line 4, «account»", "line 5, «host»", "line 6, «password»")
