"""Profiles written to config.toml, alone and beside others who write it too."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smtptui.errors import ConfigurationError, ConflictError, WriteError
from smtptui.model.profile import AddressFamily, Profile
from smtptui.model.secret_source import SecretSource
from smtptui.smtp.security import Security
from smtptui.store import config_edit
from smtptui.store.config_file import load
from smtptui.store.profile_edit import delete_profile, move_profile, save_profile, set_active, undelete_profile
from tests.store.ordinary import open_folder, ordinary_user

TEXT = """\
# Darren's mail
active = "a"  # for now
colour = "mauve"

[profiles.a]
provider = "ses"
port = 587  # not 465
hobby = "none"

# the other one
[profiles.b]
provider = "gmail"
secret = "command:pass show gmail"

[ui]
theme = "dark"
# the end
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_bytes(TEXT.encode())
    return path


def profile(path: Path, name: str) -> Profile:
    return load(path).profiles[name]


def test_only_what_changed_is_written(path: Path) -> None:
    before = profile(path, "a")
    save_profile(path, before, before._replace(port=2587, security=Security.STARTTLS))
    expected = TEXT.replace("587 ", "2587 ").replace('hobby = "none"\n', 'hobby = "none"\nsecurity = "starttls"\n')
    assert path.read_text() == expected
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_saving_what_is_there_writes_nothing(path: Path) -> None:
    inode = path.stat().st_ino
    before = profile(path, "a")
    save_profile(path, before, before)
    assert (path.stat().st_ino, path.read_text()) == (inode, TEXT)


def test_a_value_that_is_taken_back_leaves_the_file(path: Path) -> None:
    before = profile(path, "a")
    save_profile(path, before, before._replace(port=None))
    assert path.read_text() == TEXT.replace("port = 587  # not 465\n", "")


def test_a_new_profile_is_read_back_whole(path: Path) -> None:
    new = Profile(
        name="Zoë's [best]",
        provider="custom",
        username='"fred"\\',
        from_address="фред@почта.example",
        from_name="Fred 'n' \"Co\"",
        to_address="a@example.com",
        secret=SecretSource.parse("file:~/my secret"),
        host="::1",
        port=25,
        security=Security.NONE,
        mechanism="cram-md5",
        tls_fingerprint="sha256:" + "ab" * 32,
        address_family=AddressFamily.IPV6,
        group="#1",
    )
    save_profile(path, None, new)
    assert profile(path, new.name) == new
    assert path.read_text().startswith(TEXT)


def test_a_new_profile_without_any_value_is_one(path: Path) -> None:
    save_profile(path, None, Profile("c"))
    assert profile(path, "c") == Profile("c")


def test_the_first_profile_makes_file_and_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    save_profile(path, None, Profile("a", provider="ses"))
    set_active(path, "a")
    assert path.read_text() == 'active = "a"\n\n[profiles.a]\nprovider = "ses"\n'
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_somebody_else_changed_meanwhile_is_kept(path: Path) -> None:
    before = profile(path, "a")
    path.write_text(TEXT.replace("port = 587", "port = 25").replace("# the end", "# their end"))
    save_profile(path, before, before._replace(username="fred"))
    after = profile(path, "a")
    assert (after.port, after.username) == (25, "fred")
    assert "# their end" in path.read_text()


def test_where_both_changed_a_key_nothing_is_written_and_both_values_are_named(path: Path) -> None:
    before = profile(path, "a")
    theirs = TEXT.replace("port = 587", "port = 25")
    path.write_text(theirs)
    with pytest.raises(ConflictError) as caught:
        save_profile(path, before, before._replace(port=465, username="fred"))
    assert caught.value.conflicts == (("profiles.a.port", "25", "465"),)
    assert "profiles.a.port is now 25, ours 465" in caught.value.message
    assert path.read_text() == theirs


def test_both_changing_a_key_to_the_same_is_no_conflict(path: Path) -> None:
    before = profile(path, "a")
    path.write_text(TEXT.replace("port = 587", "port = 25"))
    save_profile(path, before, before._replace(port=25, group="x"))
    assert profile(path, "a") == before._replace(port=25, group="x")


def test_after_a_conflict_ours_can_be_saved_over_theirs(path: Path) -> None:
    before = profile(path, "a")
    path.write_text(TEXT.replace("port = 587", "port = 25"))
    save_profile(path, profile(path, "a"), before._replace(port=465))
    assert profile(path, "a").port == 465


def test_a_conflict_shows_of_a_command_only_its_program(path: Path) -> None:
    before = profile(path, "b")
    path.write_text(TEXT.replace("pass show gmail", "printf hunter2"))
    with pytest.raises(ConflictError) as caught:
        save_profile(path, before, before._replace(secret=SecretSource.parse("command:echo hunter3")))
    assert caught.value.conflicts == (("profiles.b.secret", "command:printf …", "command:echo …"),)
    assert "hunter" not in caught.value.message


def test_another_spelling_of_a_fingerprint_is_no_change(path: Path) -> None:
    path.write_text(f'[profiles.a]\ntls_fingerprint = "SHA256:{":".join(["AB"] * 32)}"\n')
    before = profile(path, "a")
    save_profile(path, before, before._replace(port=25))
    assert "AB:AB" in path.read_text()


def test_a_profile_that_was_deleted_meanwhile_does_not_come_back(path: Path) -> None:
    before = profile(path, "b")
    delete_profile(path, before)
    with pytest.raises(ConflictError) as caught:
        save_profile(path, before, before._replace(port=25))
    assert caught.value.conflicts == (("profiles.b", "deleted", "changed"),)


def test_a_new_profile_never_mixes_with_one_made_meanwhile(path: Path) -> None:
    with pytest.raises(ConflictError) as caught:
        save_profile(path, None, Profile("a", provider="mailgun", port=587))
    assert caught.value.conflicts == (("profiles.a.provider", "ses", "mailgun"),)
    with pytest.raises(ConflictError) as caught:
        save_profile(path, None, Profile("a", provider="ses"))
    assert caught.value.conflicts == (("profiles.a.port", "587", "not set"),)


def test_a_profile_is_renamed_in_place_and_stays_active(path: Path) -> None:
    before = profile(path, "a")
    save_profile(path, before, before._replace(name="my mail", port=25))
    expected = TEXT.replace('"a"', '"my mail"').replace("profiles.a]", 'profiles."my mail"]').replace("587 ", "25 ")
    assert path.read_text() == expected


def test_a_profile_is_not_renamed_over_another(path: Path) -> None:
    before = profile(path, "a")
    with pytest.raises(ConfigurationError, match='already a profile "b"'):
        save_profile(path, before, before._replace(name="b"))
    assert path.read_text() == TEXT


def test_a_deleted_profile_is_no_longer_active(path: Path) -> None:
    delete_profile(path, profile(path, "a"))
    configuration = load(path)
    assert (list(configuration.profiles), configuration.active) == (["b"], None)
    assert "# the other one\n[profiles.b]" in path.read_text()
    delete_profile(path, profile(path, "b"))
    assert load(path).profiles == {}


def test_deleting_what_is_gone_already_is_done(path: Path) -> None:
    before = profile(path, "b")
    delete_profile(path, before)
    delete_profile(path, before)
    assert list(load(path).profiles) == ["a"]


def test_a_profile_that_somebody_changed_is_not_deleted(path: Path) -> None:
    before = profile(path, "a")
    path.write_text(TEXT.replace("port = 587", "port = 25"))
    with pytest.raises(ConflictError) as caught:
        delete_profile(path, before)
    assert caught.value.conflicts == (("profiles.a.port", "25", "deleted"),)


def test_only_a_profile_that_exists_becomes_active(path: Path) -> None:
    set_active(path, "b")
    assert path.read_text() == TEXT.replace('active = "a"', 'active = "b"')
    with pytest.raises(ConfigurationError, match='no profile "c"'):
        set_active(path, "c")


def test_a_file_that_is_no_toml_is_never_overwritten(path: Path) -> None:
    before = profile(path, "a")
    path.write_text(TEXT + "[")
    with pytest.raises(ConfigurationError, match="line 18, column 2: is not TOML"):
        save_profile(path, before, before._replace(port=25))
    assert path.read_text() == TEXT + "["


@pytest.mark.parametrize(
    "after",
    [Profile("a", provider="ses", port=99999), Profile("a", username="x\r\nRSET"), Profile("a", host="a b")],
)
def test_a_value_that_could_not_be_read_again_is_not_written(path: Path, after: Profile) -> None:
    with pytest.raises(ConfigurationError, match=r"profiles\.a\."):
        save_profile(path, profile(path, "a"), after)
    assert path.read_text() == TEXT


@pytest.mark.parametrize("name", ["", " ", "a\nb"])
def test_a_name_that_cannot_be_typed_is_refused(path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match="name"):
        save_profile(path, None, Profile(name))


def test_a_text_that_cannot_be_changed_piece_by_piece_is_left_alone(path: Path) -> None:
    text = "profiles = { a = { port = 25 } }\n"
    path.write_text(text)
    with pytest.raises(WriteError, match="would not hold the values"):
        save_profile(path, None, Profile("b", provider="ses"))
    assert path.read_text() == text


def test_numbers_that_differ_from_themselves_hinder_nobody(path: Path) -> None:
    path.write_text("[x]\na = nan\nb = 1e3\n[profiles.a]\nport = 25\n")
    before = profile(path, "a")
    save_profile(path, before, before._replace(port=587))
    assert path.read_text() == "[x]\na = nan\nb = 1e3\n[profiles.a]\nport = 587\n"


def test_windows_line_ends_stay(path: Path) -> None:
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    before = profile(path, "a")
    save_profile(path, before, before._replace(group="x"))
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") == TEXT.count("\n") + 1


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    set_active(link, "b")
    assert link.is_symlink()
    assert load(path).active == "b"


def test_who_waits_too_long_for_the_lock_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config_edit, "_LOCK_TIMEOUT_S", 0.05)
    with FileLock(path.with_name(".config.toml.lock")), pytest.raises(WriteError, match="held by another"):
        set_active(path, "b")


def test_a_folder_that_may_not_be_written_is_told() -> None:
    with open_folder() as folder, ordinary_user():
        path = folder / "config.toml"
        path.write_text(TEXT)
        folder.chmod(0o500)
        with pytest.raises(WriteError, match="Permission denied"):
            set_active(path, "b")
        folder.chmod(0o700)


WRITER = """
import pathlib, sys
from smtptui.model.profile import Profile
from smtptui.store.config_file import load
from smtptui.store.profile_edit import save_profile
path, mine = pathlib.Path(sys.argv[1]), sys.argv[2]
sys.stdin.readline()
for number in range(20):
    save_profile(path, None, Profile(f"{mine}{number}", provider="ses"))
"""


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, mine], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for mine in "xy"
    ]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write(b"\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    assert set(load(path).profiles) == {"a", "b", *(f"{mine}{number}" for mine in "xy" for number in range(20))}
    assert set(os.listdir(path.parent)) <= {".config.toml.lock", "config.toml"}


LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
PROFILES: st.SearchStrategy[Profile] = st.builds(
    lambda values: Profile(**values),
    st.fixed_dictionaries(
        {
            "name": LINES.filter(str.strip),
            "provider": st.sampled_from(["ses", "custom"]),
            "username": st.none() | LINES.filter(bool),
            "from_name": st.none() | LINES.filter(bool),
            "port": st.none() | st.integers(1, 65535),
            "security": st.none() | st.sampled_from(Security),
            "group": st.none() | st.just("x"),
        }
    ),
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=PROFILES, after=PROFILES, line_end=st.sampled_from(["\n", "\r\n"]))
def test_any_profile_is_read_back_and_nothing_else_moves(
    path: Path, before: Profile, after: Profile, line_end: str
) -> None:
    path.write_bytes(TEXT.replace("\n", line_end).encode())
    if {before.name, after.name} & {"a", "b"}:
        return
    save_profile(path, None, before)
    save_profile(path, before, after)
    assert profile(path, after.name) == after
    delete_profile(path, after)
    assert path.read_bytes().decode().rstrip() == TEXT.replace("\n", line_end).rstrip()


def test_a_deleted_profile_comes_back_byte_for_byte(path: Path) -> None:
    deleted = delete_profile(path, profile(path, "a"))
    assert "587" not in path.read_text()
    undelete_profile(path, deleted)
    assert path.read_text() == TEXT


def test_a_deleted_profile_comes_back_with_all_its_keys_where_others_wrote_meanwhile(path: Path) -> None:
    deleted = delete_profile(path, profile(path, "a"))
    set_active(path, "b")
    undelete_profile(path, deleted)
    text = path.read_text()
    assert 'hobby = "none"' in text
    assert load(path).profiles["a"].port == 587
    assert load(path).active == "b"


def test_a_name_that_was_taken_meanwhile_is_not_overwritten(path: Path) -> None:
    deleted = delete_profile(path, profile(path, "a"))
    save_profile(path, None, Profile("a", "mailjet"))
    with pytest.raises(ConfigurationError, match="already a profile"):
        undelete_profile(path, deleted)
    assert profile(path, "a").provider == "mailjet"


def test_a_profile_moves_with_its_comment_and_nothing_else_changes(path: Path) -> None:
    move_profile(path, "a", 1)
    assert list(load(path).profiles) == ["b", "a"]
    assert sorted(path.read_text().splitlines()) == sorted(TEXT.splitlines())
    assert "# the other one\n[profiles.b]" in path.read_text()
    assert path.read_text().index("# Darren's mail") < path.read_text().index("[profiles.b]")
    move_profile(path, "a", -1)
    assert path.read_text() == TEXT


@pytest.mark.parametrize(("name", "by"), [("a", -1), ("b", 1), ("gone", 1)])
def test_a_profile_does_not_move_beyond_the_ends(path: Path, name: str, by: int) -> None:
    move_profile(path, name, by)
    assert path.read_text() == TEXT


def test_the_last_table_moves_without_a_line_end_behind_it(path: Path) -> None:
    path.write_text("[profiles.a]\nport = 1\n\n[profiles.b]\nport = 2")
    move_profile(path, "b", -1)
    assert path.read_text() == "[profiles.b]\nport = 2\n\n[profiles.a]\nport = 1\n"
