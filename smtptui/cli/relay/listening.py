"""The options of a relay that listens to a private network, and what its clients need to know."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.cli.console import Console
from smtptui.cli.secret_place import place_in
from smtptui.errors import MisuseError
from smtptui.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smtptui.core.relay.listening_proof import Check
    from smtptui.model.relay_listening import Login, Wanted
    from smtptui.model.relay_plan import PlannedListening

_PLACES = "env:NAME, file:PATH, command:COMMAND or keyring"
_DOVECOT = Path("/etc/dovecot")


def add_listening_options(parser: ArgumentParser) -> None:
    """The options of a plan that concern other machines."""
    group = parser.add_argument_group("applications of a private network (without --listen: this machine alone)")
    group.add_argument("--listen", metavar="ADDRESS[:PORT]", help="also take mail there, after a login (port: 587)")
    group.add_argument(
        "--login", metavar="NAME=PLACE", action="append", default=[], help=f"who may log in; its secret: {_PLACES}"
    )
    group.add_argument(
        "--certificate", metavar="FILE", type=Path, help="the chain to show (default: one made here, signed by nobody)"
    )
    group.add_argument("--key", metavar="FILE", type=Path, help="its key (default: in the same file)")
    group.add_argument("--tls-optional", action="store_true", help="also take CRAM-MD5 without TLS, as dotCloud did")
    group.add_argument(
        "--dovecot", metavar="DIR", type=Path, default=_DOVECOT, help=f"the folder of dovecot.conf ({_DOVECOT})"
    )


async def asked_listening(arguments: Namespace) -> "Wanted | None":
    """What the options ask for, the secrets fetched. Raises MisuseError, SecretError."""
    if arguments.listen is None:
        _refuse_alone(arguments)
        return None
    from smtptui.model.relay_listening import Wanted
    from smtptui.relay.listening_address import listening_address

    at = listening_address(arguments.listen)
    if not arguments.login:
        raise MisuseError("--listen: nobody may log in there", f"--login NAME=PLACE, a place being {_PLACES}")
    if arguments.key and not arguments.certificate:
        raise MisuseError("--key: there is no certificate to it", "name its file with --certificate")
    logins = tuple([await _login(words, at.host) for words in arguments.login])
    names = [one.name for one in logins]
    if twice := [name for name in names if names.count(name) > 1]:
        raise MisuseError(f"--login {twice[0]}: it is named twice", "each name has one secret")
    return Wanted(
        at=at,
        logins=logins,
        certificate=_whole(arguments.certificate),
        key=_whole(arguments.key),
        requires_tls=not arguments.tls_optional,
        dovecot=arguments.dovecot.absolute(),
    )


def _refuse_alone(arguments: Namespace) -> None:
    options = {"login": arguments.login, "certificate": arguments.certificate, "key": arguments.key}
    for name in [name for name, value in (*options.items(), ("tls-optional", arguments.tls_optional)) if value]:
        raise MisuseError(f"--{name}: it is not said where to listen", "add --listen ADDRESS")


def _whole(path: Path | None) -> Path | None:
    return path.expanduser().absolute() if path else None


async def _login(words: str, host: str) -> "Login":
    """An account, by its name and the place of its secret."""
    from smtptui import providers
    from smtptui.core.secrets import fetcher
    from smtptui.model.endpoint import Endpoint
    from smtptui.model.relay_listening import Login, is_login_name
    from smtptui.model.settings import Settings
    from smtptui.smtp.security import Security

    name, _, place = words.partition("=")
    if not is_login_name(name):
        # What was typed here may be the secret itself.
        raise MisuseError("--login: that is no name", "a-z, 0-9 and . _ - + @ as in app=env:RELAY_SECRET")
    source = place_in(place)
    if source is None:
        raise MisuseError(f"--login {name}: without a secret anybody could send", f"name a place: {_PLACES}")
    endpoint = Endpoint(host, 0, Security.STARTTLS)
    settings = Settings("relay", providers.CUSTOM, endpoint, username=name, secret_source=source)
    return Login(name, await fetcher(settings, None, interactive=sys.stdin.isatty())())


def show_checks(console: Console, checks: "Sequence[Check]") -> None:
    """What was tried from the network's side, a line each."""
    for one in checks:
        console.data(f"{console.paint('✔', 'green')} {one.what}: {printable(one.answer)}")


def show_client(console: Console, listening: "PlannedListening") -> None:
    """A profile for the machines of the private network."""
    at, names = listening.service.at, listening.names
    host = names[0] if names and at.host not in names and not listening.is_self_signed else at.host
    console.data(console.paint("for the applications there, as smtptui's config.toml has it", "bold"))
    lines = [
        "[profiles.relay]",
        'provider = "custom"',
        f'host = "{host}"',
        f"port = {at.port}",
        f'security = "{listening.service.security.value}"',
        f'username = "{listening.service.names[0]}"',
    ]
    # Of others, an authority speaks, and they are renewed.
    pin = [f'tls_fingerprint = "{listening.fingerprint}"'] if listening.is_self_signed else []
    for line in (*lines, *pin):
        console.data(f"  {line}")
