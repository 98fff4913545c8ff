"""HTML read as words."""

import pytest

from smtptui.sandbox.html_text import html_as_text


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("a<br>b<div>c</div>d", "a\nb\nc\nd"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n\n• two"),
        ("<table><tr><th align=left>Server</th><td>smtp.example.com</td></tr></table>", "Server  smtp.example.com"),
        ('see <a href="https://example.com/?a=1&amp;b=2">the page</a>', "see the page <https://example.com/?a=1&b=2>"),
        ("<a name=top>top</a>", "top"),
        ('<img src="https://tracker.example/x.gif"> <img src=logo.png alt=Logo>', "[picture] [Logo]"),
        ("gr&uuml;n &amp; &#x65;del &nosuch;", "grün & edel &nosuch;"),
        ("  many \n\t blanks  ", "many blanks"),
        ("<TITLE>no</TITLE><style>p > a {color: red}</style >yes<script>if (1 < 2) alert('no')</script>", "yes"),
        ("<!doctype html><head><meta charset=utf-8><title>no</title></head><body>yes<!-- <p>no -->", "yes"),
        ("1 < 2 and a<b", "1 < 2 and a<b"),
        ("", ""),
    ],
)
def test_a_reader_sees_the_words(page: str, words: str) -> None:
    assert html_as_text(page) == words


@pytest.mark.parametrize("end", ["<", "<!", "</", "<a", "&", "&#", "<!--", "<![CDATA[", "</p></a></style></a>"])
def test_broken_html_is_read_as_far_as_it_goes(end: str) -> None:
    assert html_as_text(f"before {end}").startswith("before")


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "&", "</", "<p>", "<a href='", "<style>", "<!--><!-->"])
def test_a_page_of_unfinished_tags_takes_no_longer_than_another(piece: str) -> None:
    assert len(html_as_text(piece * 200_000)) <= 2_000_000
