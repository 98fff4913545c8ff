"""What an export changes, line by line."""

from smtptui import formats
from smtptui.core.exporting.changes import Kind, changes
from smtptui.core.exporting.export import Export, Rendering
from smtptui.formats._base import Values
from smtptui.secret import Secret

_VALUES = Values(secret=Secret("new-secret"))


def _export(existing: str | None, text: str) -> Export:
    return Export("shell", "", _VALUES, (Rendering(formats.load("shell"), "", None, text, existing),))


def _numbered(first: int, last: int) -> str:
    return "".join(f"line {number}\n" for number in range(first, last + 1))


def test_only_the_lines_around_a_change_are_shown_and_the_rest_is_counted() -> None:
    found = changes(_export(_numbered(1, 50), _numbered(1, 24) + "other\n" + _numbered(26, 50)))[0]
    assert (found.changing, found.staying) == (1, 49)
    assert [line.text for line in found.lines] == [
        "21 lines as before",
        *("line 22", "line 23", "line 24", "line 25", "other", "line 26", "line 27", "line 28"),
        "22 lines as before",
    ]
    assert [line.kind for line in found.lines[4:6]] == [Kind.GOES, Kind.COMES]


def test_lines_that_come_at_the_end_are_told_from_those_that_repeat_before() -> None:
    found = changes(_export("a\na\n", "a\na\na\nb\n"))[0]
    assert (found.changing, found.staying) == (2, 2)
    assert [(line.kind, line.text) for line in found.lines if line.kind is Kind.COMES] == [
        (Kind.COMES, "a"),
        (Kind.COMES, "b"),
    ]


def test_where_the_secret_alone_changes_its_line_is_shown_to_change() -> None:
    exported = _export("export SMTP_PASSWORD='old-secret'\n", "export SMTP_PASSWORD='new-secret'\n")
    assert [(line.kind, line.text) for line in changes(exported)[0].lines] == [
        (Kind.GOES, "export SMTP_PASSWORD='[secret]'"),
        (Kind.COMES, "export SMTP_PASSWORD='[secret]'"),
    ]
    assert [line for line in exported.diff() if "SMTP" in line] == [
        "-export SMTP_PASSWORD='[secret]'",
        "+export SMTP_PASSWORD='[secret]'",
    ]
    assert changes(exported, shown=True)[0].lines[1].text == "export SMTP_PASSWORD='new-secret'"
