"""A profile on its way into a file."""

from pathlib import Path
from typing import Any

import pytest

from smtptui import formats
from smtptui.core.exporting.export import Export, export, needs_secret
from smtptui.core.exporting.places import beside
from smtptui.errors import MisuseError, SecretError
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import differences
from smtptui.model.endpoint import Endpoint
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.model.settings import Settings
from smtptui.providers.ses import derive_smtp_password
from smtptui.secret import Secret
from smtptui.smtp.security import Security

# The secret key of Amazon's own examples.
IAM_KEY = Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
SES = Settings(
    profile="darrensnet",
    provider="ses",
    endpoint=Endpoint("email-smtp.eu-west-1.amazonaws.com", 587, Security.STARTTLS),
    username="AKIAIOSFODNN7EXAMPLE",
    from_address="notifications@darrensnet.com",
    from_name="Darren",
    to_address="webmaster@darrensnet.com",
    region="eu-west-1",
)
ALL = [(name, target) for name in formats.names() for target in formats.load(name).targets or (None,)]


@pytest.mark.parametrize(("name", "target"), ALL)
def test_ses_exports_the_derived_password_and_never_the_iam_key(name: str, target: str | None) -> None:
    exported = export(name, SES, IAM_KEY, target)
    written = "".join(one.text for one in exported.files)
    assert IAM_KEY.reveal() not in written
    found = [one.format.parse(one.text, exported.target).secret for one in exported.files]
    assert (derive_smtp_password(IAM_KEY, "eu-west-1") in found) is needs_secret(name, target)


def test_an_iam_key_without_a_region_goes_nowhere() -> None:
    with pytest.raises(SecretError, match="no region"):
        export("shell", SES._replace(region=None), IAM_KEY, None)


def test_a_password_of_ses_is_exported_as_it_is() -> None:
    password = derive_smtp_password(IAM_KEY, "eu-west-1")
    assert export("shell", SES, password, None).values.secret == password


def test_a_reader_that_needs_two_files_gets_both(tmp_path: Path) -> None:
    known = formats.load("postfix")
    (tmp_path / "sasl_passwd").write_text("[other.example]:25 a:b\n")
    exported = export("postfix", SES, Secret("x"), None, beside(tmp_path / "relay.cf", known))
    assert [one.path for one in exported.files] == [tmp_path / "relay.cf", tmp_path / "sasl_passwd"]
    assert exported.files[1].text.endswith("[other.example]:25 a:b\n")
    assert "[secret]" in "\n".join(exported.diff())


def test_who_logs_in_nowhere_needs_no_file_of_logins() -> None:
    exported = export("postfix", SES._replace(username=None), None, None)
    assert [one.format.title for one in exported.files] == ["Postfix"]
    assert "smtp_sasl_auth_enable = no\n" in exported.files[0].text


def test_what_one_of_the_files_cannot_hold_refuses_them_all() -> None:
    with pytest.raises(CannotHoldError, match="blanks at its end"):
        export("postfix", SES, Secret("x "), None)


def test_an_unknown_target_is_refused_before_a_secret_is_asked_for() -> None:
    with pytest.raises(MisuseError, match="knows no target"):
        needs_secret("joomla", "1")


def _by_command(command: str, **changes: Any) -> Export:
    settings = SES._replace(secret_source=SecretSource(SecretKind.COMMAND, command), **changes)
    secret = IAM_KEY if changes.get("provider") == "ses" else Secret("hunter2")
    return export("msmtp", settings, secret, None)


def test_msmtp_gets_the_command_in_place_of_the_secret() -> None:
    (file,) = _by_command("pass show 'my mail'").files
    assert "passwordeval \"pass show 'my mail'\"" in file.text
    assert "hunter2" not in file.text
    known = formats.load("msmtp")
    assert differences(known, _by_command("pass show 'my mail'").values, file.text, "") == []
    assert differences(known, _by_command("pass show another").values, file.text, "") == ["secret"]


def test_a_command_is_quoted_for_the_shell_that_msmtp_gives_it_to() -> None:
    (file,) = _by_command("echo $HOME;").files
    assert "passwordeval \"echo '$HOME;'\"" in file.text


def test_a_command_that_prints_an_iam_key_is_no_command_for_the_password() -> None:
    (file,) = _by_command("pass show key", provider="ses").files
    assert "passwordeval" not in file.text
    assert derive_smtp_password(IAM_KEY, "eu-west-1").reveal() in file.text


def test_where_the_secret_is_the_user_name_too_it_stands_in_the_file() -> None:
    (file,) = _by_command("pass show token", secret_is_username=True).files
    assert "passwordeval" not in file.text


def test_other_readers_get_the_secret_that_the_command_prints() -> None:
    settings = SES._replace(secret_source=SecretSource(SecretKind.COMMAND, "pass show mail"))
    assert "hunter2" in export("ssmtp", settings, Secret("hunter2"), None).files[0].text
