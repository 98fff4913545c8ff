"""HTML as the words that a reader of mail would see: no style, no script, no picture, nothing fetched.

Python's own parser reads an unfinished tag again and again, for minutes where there are many. This one looks at each
character once, and takes mail as it is written, not every corner of the language.
"""

import html
import re
from collections.abc import Iterator

# Past this a page is no test message any more.
MAXIMUM_CHARACTERS = 500_000

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""\b(href|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_UNSEEN = frozenset({"head", "script", "style", "template", "title"})
_OF_THEIR_OWN_LINE = frozenset({"blockquote", "br", "div", "dt", "dd", "hr", "li", "table", "tr", "ul", "ol"})
_OF_THEIR_OWN_PARAGRAPH = frozenset({"article", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "section"})
_BLANKS = re.compile(r"\s+")
_MANY_LINES = re.compile(r"\n{3,}")


def html_as_text(page: str) -> str:
    """The words in lines, links with where they lead. It never raises, whatever stands in `page`."""
    lines = (line.strip() for line in "".join(_words(page[:MAXIMUM_CHARACTERS])).split("\n"))
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _words(page: str) -> Iterator[str]:
    targets: list[str] = []
    for words, closes, tag, rest in _tokens(page):
        yield _BLANKS.sub(" ", html.unescape(words))
        if tag in _OF_THEIR_OWN_PARAGRAPH:
            yield "\n\n"
        elif tag in _OF_THEIR_OWN_LINE:
            yield "\n"
        if tag == "a" and not closes:
            targets.append(_attribute(rest, "href"))
        elif tag == "a" and targets and (target := targets.pop()):
            yield f" <{target}>"
        yield _sign(tag, rest) if not closes else ""


def _sign(tag: str, rest: str) -> str:
    """What a tag that opens shows of itself."""
    if tag == "img":
        return f"[{_attribute(rest, 'alt') or 'picture'}]"
    return {"li": "• ", "td": "  ", "th": "  "}.get(tag, "")


def _tokens(page: str) -> Iterator[tuple[str, bool, str, str]]:
    """The words before each tag, whether the tag closes, its name in lower case, and what else it holds."""
    position = 0
    while (start := page.find("<", position)) >= 0:
        if page.startswith("<!", start):
            yield page[position:start], False, "", ""
            position = _after(page, "-->" if page.startswith("<!--", start) else ">", start)
        elif found := _TAG.match(page, start):
            closes, tag, rest = bool(found[1]), found[2].lower(), found[3]
            yield page[position:start], closes, tag, rest
            position = found.end() if closes or tag not in _UNSEEN else _closing(page, tag, found.end())
        else:
            yield page[position : start + 1], False, "", ""
            position = start + 1
    yield page[position:], False, "", ""


def _after(page: str, end: str, start: int) -> int:
    """Where `end` has ended; the end of the page where it never comes."""
    found = page.find(end, start)
    return found + len(end) if found >= 0 else len(page)


def _closing(page: str, tag: str, start: int) -> int:
    """Where the tag is closed; the end of the page where it never is."""
    found = re.compile(f"</{tag}", re.IGNORECASE).search(page, start)
    return found.start() if found else len(page)


def _attribute(rest: str, name: str) -> str:
    for known, *values in _ATTRIBUTE.findall(rest):
        if known.lower() == name:
            return html.unescape("".join(values))
    return ""
