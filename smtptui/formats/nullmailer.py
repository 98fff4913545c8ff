"""/etc/nullmailer/remotes (nullmailer-send(8)): a relay a line, its options quoted."""

from collections.abc import Iterator

from smtptui.formats._base import Format, Signs, Values, lines_of, revealed
from smtptui.formats._environment import port_in
from smtptui.formats._literals import secret_of
from smtptui.smtp.security import Security

_FLAGS = {Security.STARTTLS: ["starttls"], Security.TLS: ["tls"], Security.NONE: []}
_SYSTEM_PORT = 25
_IMPLICIT_PORT = 465


def _render(values: Values, target: str) -> str:
    options = {
        "port": str(values.port),
        "user": values.username,
        "pass": revealed(values.secret),
        "x509cafile": values.ca_file,
    }
    words = [values.host or "", "smtp", *_FLAGS[values.security or Security.NONE]]
    words += [f"{name}={_quoted(text)}" for name, text in options.items() if text is not None]
    if values.mechanism == "login":
        words.append("auth-login")
    return " ".join(words) + "\n"


def _quoted(text: str) -> str:
    """Each quote kind holds the other. Its reader looks over what follows an escape: so none is written."""
    return '"\'"'.join(f"'{part}'" for part in text.split("'"))


def _parse(text: str, target: str) -> Values:
    words = next((list(_words(line)) for line in lines_of(text) if line.strip() and not line.startswith("#")), [])
    options = dict(word.removeprefix("--").partition("=")[::2] for word in words[2:])
    tls = "tls" in options or "ssl" in options
    port = port_in(options.get("port", str(_IMPLICIT_PORT if tls else _SYSTEM_PORT)))
    return Values(
        host=words[0] if words else None,
        port=port if words else None,
        security=Security.TLS if tls else Security.STARTTLS if "starttls" in options else Security.NONE,
        username=options.get("user"),
        secret=secret_of(options.get("pass")),
        ca_file=options.get("x509cafile"),
        mechanism="login" if "auth-login" in options else None,
    )


def _words(line: str) -> Iterator[str]:
    """As nullmailer 2 splits a line: single quotes hold all but themselves; elsewhere a backslash escapes."""
    word, quote, at, begun = "", "", 0, False
    while at < len(line):
        character = line[at]
        if not quote and character.isspace():
            if begun:
                yield word
            word, begun = "", False
        elif character == quote or (not quote and character in "'\""):
            quote, begun = ("" if quote else character), True
        else:
            at += character == "\\" and quote != "'"
            word, begun = word + line[at : at + 1], True
        at += 1
    if begun:
        yield word


def _limit(field: str, text: str, target: str) -> str | None:
    if field == "mechanism" and text not in ("plain", "login"):
        return "nullmailer knows plain and login"
    return None


FORMAT = Format(
    title="nullmailer",
    help="the relay line of /etc/nullmailer/remotes",
    path="/etc/nullmailer/remotes",
    owner="mail:mail",
    holds=("host", "port", "security", "username", "secret", "ca_file"),
    render=_render,
    parse=_parse,
    limit=_limit,
    signs=Signs(
        r"^[A-Za-z0-9.:\[\]-]+[ \t]+smtp[ \t]+(?:--)?(?:port=|user=|pass=|tls|ssl|starttls|auth-login|insecure|x509)"
    ),
)
