"""One key of a TOML text changed, every other byte left alone."""

import pytest

from smtptui.toml_text.edit import TomlText

TEXT = """\
# smtptui of Darren

active = "a" # today

# the first one
[profiles.a]   # first
provider = "ses"   # Amazon
weird = [1,  2]

# the staging one
[profiles."b c"]
  provider = "gmail"

# the end
"""
PORT_A = ("profiles", "a", "port")


def after_set(text: str, path: tuple[str, ...], value: object) -> str:
    editor = TomlText(text)
    editor.set(path, value)
    return str(editor)


def after_remove(text: str, path: tuple[str, ...]) -> str:
    editor = TomlText(text)
    editor.remove(path)
    return str(editor)


def after_rename(text: str, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    editor = TomlText(text)
    editor.rename(old, new)
    return str(editor)


def test_a_value_changes_and_its_comment_stays() -> None:
    assert after_set(TEXT, ("profiles", "a", "provider"), "mailgun") == TEXT.replace('"ses"', '"mailgun"')


def test_a_new_key_stands_behind_its_tables_last() -> None:
    assert after_set(TEXT, PORT_A, 587) == TEXT.replace("weird = [1,  2]\n", "weird = [1,  2]\nport = 587\n")


def test_a_new_key_is_indented_like_its_neighbour() -> None:
    line = '  provider = "gmail"\n'
    assert after_set(TEXT, ("profiles", "b c", "host"), "x") == TEXT.replace(line, line + '  host = "x"\n')


def test_a_new_table_stands_at_the_end() -> None:
    assert after_set(TEXT, ("profiles", "d.e", "provider"), "ses") == TEXT + '\n[profiles."d.e"]\nprovider = "ses"\n'


def test_a_new_table_in_an_empty_text_is_all_there_is() -> None:
    assert after_set("", PORT_A, 25) == "[profiles.a]\nport = 25\n"


def test_a_text_without_a_last_line_end_gets_one() -> None:
    assert after_set("[profiles.a]", PORT_A, 25) == "[profiles.a]\nport = 25\n"
    assert after_set("[ui]\nx = 1", PORT_A, 25) == "[ui]\nx = 1\n\n[profiles.a]\nport = 25\n"


def test_a_key_goes_with_its_line() -> None:
    assert after_remove(TEXT, ("profiles", "a", "weird")) == TEXT.replace("weird = [1,  2]\n", "")


def test_a_value_over_several_lines_goes_whole() -> None:
    text = '[profiles.a]\nx = """\n[profiles.b]\n"""\ny = 1\n'
    assert after_remove(text, ("profiles", "a", "x")) == "[profiles.a]\ny = 1\n"


def test_a_table_goes_and_the_comments_around_it_stay() -> None:
    gone = '[profiles.a]   # first\nprovider = "ses"   # Amazon\nweird = [1,  2]\n\n'
    assert after_remove(TEXT, ("profiles", "a")) == TEXT.replace(gone, "\n")


def test_a_table_between_blank_lines_leaves_one() -> None:
    assert after_remove("[a]\n\n[b]\nx = 1\n\n[c]\n", ("b",)) == "[a]\n\n[c]\n"


def test_a_table_goes_with_what_lies_in_it_elsewhere() -> None:
    assert after_remove("[p.a]\nx = 1\n[ui]\n[p.a.more]\ny = 2\n", ("p", "a")) == "[ui]\n"


@pytest.mark.parametrize("new", ["b", "d e", "a.b", "é"])
def test_a_table_is_renamed_in_place(new: str) -> None:
    name = new if new == "b" else f'"{new}"'
    assert after_rename(TEXT, ("profiles", "a"), ("profiles", new)) == TEXT.replace("profiles.a]", f"profiles.{name}]")


def test_a_quoted_header_is_renamed_with_its_tables() -> None:
    text = '  [ profiles . "b ] c" ] # ] x\n[profiles."b ] c".more]\n'
    renamed = "  [profiles.d] # ] x\n[profiles.d.more]\n"
    assert after_rename(text, ("profiles", "b ] c"), ("profiles", "d")) == renamed


def test_a_root_key_is_set_before_the_first_table_and_its_comment() -> None:
    text = "# my mail\n\n# first\n[profiles.a]\n"
    assert after_set(text, ("active",), "a") == '# my mail\n\nactive = "a"\n\n# first\n[profiles.a]\n'
    assert after_set("[profiles.a]\n", ("active",), "a") == 'active = "a"\n\n[profiles.a]\n'
    assert after_set("x = 1 # one\n[profiles.a]\n", ("active",), "a") == 'x = 1 # one\nactive = "a"\n[profiles.a]\n'
    assert after_set("# only a comment", ("active",), "a") == '# only a comment\nactive = "a"\n'


def test_windows_line_ends_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert after_set(text, PORT_A, 587) == after_set(TEXT, PORT_A, 587).replace("\n", "\r\n")
    assert after_set(text, ("active",), "b c") == text.replace('active = "a"', 'active = "b c"')
    assert after_set(text, ("profiles", "d", "port"), 25) == text + "\r\n[profiles.d]\r\nport = 25\r\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("profiles.a.host = 'x' # c\n[ui]\n", "profiles.a.host = 'x' # c\nprofiles.a.port = 587\n[ui]\n"),
        ("[profiles]\na.host = 'x'\n[ui]\n", "[profiles]\na.host = 'x'\na.port = 587\n[ui]\n"),
        ("[profiles]\na = { port = 25 } # c\n", "[profiles]\na = { port = 587 } # c\n"),
        ("profiles.a.port = 25 # c\n", "profiles.a.port = 587 # c\n"),
        ("[profiles.a.more]\nx = 1\n", "[profiles.a.more]\nx = 1\n\n[profiles.a]\nport = 587\n"),
    ],
)
def test_tables_without_a_header_keep_their_form(text: str, expected: str) -> None:
    assert after_set(text, PORT_A, 587) == expected


def test_inline_tables_stay_inline() -> None:
    text = "profiles = {a={x=1},b={x=2}} # c\n"
    assert squeezed(after_remove(text, ("profiles", "a"))) == "profiles={b={x=2}}#c\n"
    assert squeezed(after_set(text, PORT_A, 587)) == "profiles={a={x=1,port=587},b={x=2}}#c\n"


def squeezed(text: str) -> str:
    return text.replace(" ", "")
