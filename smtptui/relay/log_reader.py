"""A Postfix's log as entries: its last lines, and those that come while it is followed."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

from smtptui.errors import ConfigurationError
from smtptui.model.relay_log import LogEntry
from smtptui.relay.complaints import not_root
from smtptui.relay.instance import Instance
from smtptui.relay.log_line import log_entry, program_of
from smtptui.relay.log_source import LogSource
from smtptui.relay.programs import lines_of, path_of
from smtptui.relay.tail import Tail
from smtptui.text import printable

_LOOK_EVERY_S = 0.25


async def entries(
    instance: Instance, source: LogSource, last: int, *, follow: bool
) -> AsyncGenerator[list[LogEntry], None]:
    """The last lines of the log in batches; with `follow`, then those that come, until the generator is closed.

    Raises WriteError where only root may read it, ConfigurationError where there is none.
    """
    async with aclosing(_lines(source, last, follow=follow)) as batches:
        async for batch in batches:
            if own := [log_entry(line, instance.safe) for line in batch if _is_own(line, source.program)]:
                yield own


def _is_own(line: bytes, program: str | None) -> bool:
    """Whether this Postfix wrote it: others log to syslog as well."""
    return program is None or program_of(line).startswith(f"{program}/")


def _lines(source: LogSource, last: int, *, follow: bool) -> AsyncGenerator[list[bytes], None]:
    if source.file is not None:
        return _of_file(source.file, last, follow=follow)
    if source.is_journal:
        return lines_of(_journal(last, follow=follow), None)
    raise ConfigurationError(f"no log can be read: {source.problem}", "`postconf -e maillog_file=FILE` starts one")


async def _of_file(path: Path, last: int, *, follow: bool) -> AsyncGenerator[list[bytes], None]:
    with _opened(path, last) as tail:
        while True:
            if lines := tail.read():
                yield lines
            elif not follow:
                return
            else:
                await asyncio.sleep(_LOOK_EVERY_S)


def _opened(path: Path, last: int) -> Tail:
    name = printable(str(path))
    try:
        return Tail(path, last)
    except PermissionError:
        raise not_root(f"only root may read the log {name}") from None
    except OSError as error:
        advice = "a Postfix that never started has logged nothing yet"
        raise ConfigurationError(f"the log {name} cannot be read: {error.strerror}", advice) from None


def _journal(last: int, *, follow: bool) -> list[str]:
    """The journal of the facility "mail" (RFC 5424 section 6.2.1), in lines as syslog writes them."""
    # By field: journalctl has had an option for it only since systemd 245.
    words = ["SYSLOG_FACILITY=2", "--output=short-iso", "--all", "--no-pager", "--quiet", f"--lines={last}"]
    return [path_of("journalctl") or "journalctl", *words, *(["--follow"] if follow else [])]
