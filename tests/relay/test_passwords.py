"""The relay's own passwords, masked wherever a server echoes them."""

from pathlib import Path

import pytest

from smtptui.relay.passwords import redactor_of


@pytest.mark.parametrize(
    ("line", "password"),
    [
        ("[smtp.example.com]:587 fred:s3cr3t words", "s3cr3t words"),
        ("smtp.example.com\tfred@example.com:with:colons", "with:colons"),
        ("[smtp.example.com]:587    fred:_|KZ&CKWa[", "_|KZ&CKWa["),
    ],
)
def test_every_password_of_a_table_is_masked(line: str, password: str, tmp_path: Path) -> None:
    table = tmp_path / "sasl_passwd"
    table.write_text(f"# a comment: not a login\n\n{line}\n")
    hide = redactor_of(f"hash:{table}, static:nobody:another-one")
    assert hide(f"host said: 535 {password} and another-one") == "host said: 535 [secret] and [secret]"
    assert hide("# a comment: not a login") == "# a comment: not a login"


def test_a_table_that_cannot_be_read_masks_nothing(tmp_path: Path) -> None:
    assert redactor_of(f"lmdb:{tmp_path / 'nowhere'} ldap:/etc/x")("535 no") == "535 no"
