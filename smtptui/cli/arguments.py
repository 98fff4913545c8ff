"""Options of every command, and values that several commands read."""

from argparse import ArgumentParser, ArgumentTypeError

from smtptui.text import printable


def add_globals(parser: ArgumentParser, default: object) -> None:
    """Global options stand before or after the command; behind it, they must not undo what stood before."""
    parser.add_argument("--config", metavar="FILE", default=default, help="the configuration file to use")


def seconds(text: str) -> float:
    """A time in seconds, decimals allowed, above 0 and up to an hour."""
    value = _number(text, "seconds")
    if not 0 < value <= 3600:
        raise ArgumentTypeError("give seconds above 0 and up to 3600")
    return value


def rate(text: str) -> float:
    """`N/s` or `N`: messages a second, above 0 and up to 1000."""
    value = _number(text.removesuffix("/s"), "messages a second, as 2/s")
    if not 0 < value <= 1000:
        raise ArgumentTypeError("give a rate above 0 and up to 1000/s")
    return value


def count(text: str) -> int:
    """A number of messages, 1 to 10,000."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 10_000):
        raise ArgumentTypeError("give a number of messages from 1 to 10000")
    return int(text)


def _number(text: str, what: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ArgumentTypeError(f'"{printable(text)}" is no number of {what}') from None
