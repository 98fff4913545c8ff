"""Which lines of a TOML text say what."""

import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smtptui.toml_text.statements import line_numbers, lines_of, statements

TEXT = '''# head
active = "a"

[ profiles . "b ] c" ] # a header
port = 587 # = [
list = [
  1, # ]
  2,
]
text = """
[profiles.no]
port = 0
"""
deep.er.key = 'x'
inline = { a = 1, b = { c = 2 } }
[[array]]
x = 1
'''


def test_every_key_is_found_where_it_begins() -> None:
    numbers = line_numbers(TEXT)
    table = ("profiles", "b ] c")
    assert numbers[("active",)] == 2
    assert numbers[table] == 4
    assert numbers[*table, "port"] == 5
    assert numbers[*table, "list"] == 6
    assert numbers[*table, "text"] == 10
    assert numbers[*table, "deep", "er", "key"] == 14
    assert numbers[*table, "inline", "b", "c"] == 15
    assert numbers["array", "x"] == 17
    assert ("profiles", "no") not in numbers


def test_only_line_feeds_end_a_line() -> None:
    assert lines_of("a\x0bb\u2028c\r\nd") == ["a\x0bb\u2028c\r\n", "d"]


def test_statements_and_what_lies_between_them_make_up_the_whole_text() -> None:
    lines = lines_of(TEXT)
    between = set(range(len(lines))) - {line for one in statements(lines) for line in range(one.first, one.end)}
    assert [lines[line] for line in sorted(between)] == ["# head\n", "\n"]


def paths_in(table: dict[str, Any], above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    found = {above} if above else set()
    for name, value in table.items():
        found |= paths_in(value, (*above, name)) if isinstance(value, dict) else {(*above, name)}
    return found


KEYS = st.sampled_from(["a", "b", "profiles", '"q.\\"]"', "'é #'", "0", "c . d", '"" . x'])
VALUES = st.sampled_from(
    [
        "1",
        '"x"',
        "'#'",
        '"]\\""',
        "[]",
        "[ # a\n1,\n\n2]",
        '"""\n[a]\nb = 1\n"""',
        "'''\n'''",
        "{ x = 1, y.z = [] }",
        "{}",
    ]
)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}  # c"),
    KEYS.map(lambda key: f"[ {key}]"),
    KEYS.map(lambda key: f"[[{key}]] # c"),
    st.sampled_from(["", "  ", "# [x]", "\t# y = 1"]),
)


@settings(deadline=None, derandomize=True)
@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_every_key_of_any_toml_is_found(lines: list[str], line_end: str) -> None:
    text = line_end.join(line.replace("\n", line_end) for line in lines)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert paths_in(tables) <= set(line_numbers(text))
