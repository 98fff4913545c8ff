"""A reply's text made comparable: one case, one space, no codes, no client's escapes.

Everything here is linear in the text, and the text is cut first: a hostile server decides what is in it.
"""

import re

MAXIMUM_LENGTH = 16 * 1024

_ESCAPED_OCTETS = re.compile(r"(?:\\x[0-9a-fA-F]{2}){2,}")
_OTHER_SURROGATES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
# RFC 5321 section 4.2.1: "250-" begins a line that another follows. The enhanced code is repeated on each
# (RFC 2034 section 4). Clients that join the lines leave both inside the text.
_CODES_AT_LINE_START = re.compile(
    r"^[ \t]*\d{3}(?:[- :][ \t]*|$)(?:[245x]\.[\dx]{1,3}\.[\dx]{1,3}(?=[\s:,]|$):?)?", re.MULTILINE
)
_FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'", "\u00a0": " ", "–": "-", "\u2011": "-", "！": "!", "：": ":"}
)
_PHRASE_GAP = 48
# What writers spell in several ways, in one. Rules' phrases are folded alike, so that one spelling finds all.
_SPELLINGS = (
    ("can't", "cannot"), ("can not", "cannot"), ("won't", "will not"), ("n't", " not"), ("e-mail", "email"),
    ("authoris", "authoriz"), ("recognis", "recogniz"), ("black list", "blacklist"), ("black-list", "blacklist"),
    ("block list", "blocklist"), ("block-list", "blocklist"), ("white list", "whitelist"), ("deny list", "denylist"),
    ("allow list", "allowlist"), ("gray", "grey"), ("grey list", "greylist"), ("grey-list", "greylist"),
    ("user name", "username"), ("user-name", "username"), ("mail box", "mailbox"), ("self signed", "self-signed"),
    ("time-out", "timeout"), ("timed-out", "timed out"), ("unrouteable", "unroutable"), ("non-exist", "nonexist"),
    ("non exist", "nonexist"), ("over-quota", "over quota"), ("overquota", "over quota"), ("rate-limit", "rate limit"),
    ("ratelimit", "rate limit"), ("reverse-dns", "reverse dns"), ("dial-up", "dialup"), ("dial up", "dialup"),
)  # fmt: skip


# What Postfix and Exim add to a reply: which command it answered. Its words say nothing of the cause.
_COMMAND_ANSWERED = re.compile(
    r"\(in reply to [a-z ]{4,20} command\)|smtp error from remote (?:mail )?server (?:after|for) [a-z ]{4,20}"
)


def comparable(text: str, code: int | None = None, enhanced: str | None = None) -> str:
    """`text` in lower case, in one line, without the reply's codes; what a wrong charset garbled is added repaired."""
    text = text[:MAXIMUM_LENGTH]
    text = _CODES_AT_LINE_START.sub(" ", text + _repaired(text))
    # An underscore joins words where a program names its errors: CERT_HAS_EXPIRED, err=ip_not_allowed.
    words = " ".join(text.translate(_FOLDED).replace("_", " ").lower().split())
    return _without_joined_codes(_as_the_server_said(folded(words)), code, enhanced)


def _as_the_server_said(words: str) -> str:
    """Without what clients add: .NET begins with "mailbox unavailable" whatever the reply to a 550 says."""
    _, _, reply = words.partition("the server response was: ")
    return reply or words


def without_command(words: str) -> str:
    """Comparable words without the command that they answered."""
    return _COMMAND_ANSWERED.sub(" ", words)


def folded(words: str) -> str:
    """`words` with each word that has several spellings in one of them."""
    for spelling, usual in _SPELLINGS:
        words = words.replace(spelling, usual)
    return words


def _without_joined_codes(text: str, code: int | None, enhanced: str | None) -> str:
    """Without the codes of continuation lines that a client joined into one."""
    if code is not None:
        text = text.replace(f" {code}-", " ").replace(f" {code} ", " ").removeprefix(f"{code}-")
    if enhanced is not None:
        text = text.replace(f" {enhanced} ", " ").removeprefix(f"{enhanced} ")
    return " ".join(text.split())


def _repaired(text: str) -> str:
    """The text as it was before GBK or UTF-8 octets were read as Latin-1; empty where nothing was garbled."""
    octets = _octets_behind(text)
    high = sum(octet >= 0x80 for octet in octets)
    for charset, fewest in (("utf-8", 2), ("gb18030", 4)):
        if high < fewest:
            continue
        try:
            decoded = octets.decode(charset)
        except UnicodeDecodeError:
            continue
        # Latin-1 letters that stand alone may pass for GBK; Chinese they do not make.
        if charset == "utf-8" or any(character > "\u2e7f" for character in decoded):
            return "\n" + decoded
    return ""


def _octets_behind(text: str) -> bytes:
    """The octets that a text was made of, as far as a client's escapes and mistakes let them be seen."""
    text = _ESCAPED_OCTETS.sub(lambda run: bytes.fromhex(run[0].replace("\\x", "")).decode("latin-1"), text)
    if any("\udc80" <= character <= "\udcff" for character in text):
        return _OTHER_SURROGATES.sub("", text).encode("utf-8", "surrogateescape")
    return text.encode("latin-1", "ignore")


def find_phrase(phrase: str, words: str) -> bool:
    """Whether `phrase` stands in `words`, beginning where a word begins.

    Phrases are in lower case. The end is open ("block" finds "blocked") unless it is `$`; a `*` between blanks stands
    for up to 48 characters.
    """
    if "*" not in phrase and phrase[-1] != "$" and phrase not in words:
        return False
    closed = phrase.endswith("$")
    first, *rest = (phrase[:-1] if closed else phrase).split(" * ")
    start = words.find(first)
    while start >= 0:
        if _begins_a_word(words, start) and _goes_on(rest, words, start + len(first), closed=closed):
            return True
        start = words.find(first, start + 1)
    return False


def find_token(token: str, words: str) -> bool:
    """Whether `token` stands in `words` as a word of its own."""
    return find_phrase(f"{token}$", words)


def _begins_a_word(words: str, start: int) -> bool:
    # Scripts without blanks between words have no such border: it counts only between ASCII letters and digits.
    return start == 0 or not (_is_letter(words[start]) and _is_letter(words[start - 1]))


def _goes_on(parts: list[str], words: str, end: int, *, closed: bool) -> bool:
    for part in parts:
        found = words.find(part, end, end + _PHRASE_GAP + len(part))
        if found < 0:
            return False
        end = found + len(part)
    return not closed or end == len(words) or not (_is_letter(words[end]) and _is_letter(words[end - 1]))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
