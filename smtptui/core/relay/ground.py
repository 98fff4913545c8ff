"""What a listening side would stand on, read: Dovecot, master.cf, the certificate, the files of an earlier one."""

import pwd
from datetime import UTC, datetime, timedelta
from pathlib import Path

from smtptui.daemon import in_daemon
from smtptui.errors import ConfigurationError, MisuseError
from smtptui.model.relay_listening import Wanted
from smtptui.model.relay_plan import RelayPlan
from smtptui.net.server_certificate import Seen, check_pair, seen_at, seen_in, self_signed
from smtptui.relay.dovecot import DovecotPrograms
from smtptui.relay.ground import Certificate, Dovecot, Ground
from smtptui.relay.instance import Instance
from smtptui.relay.listening import OWN_CERTIFICATE, OWN_KEY, planned_files, with_listening
from smtptui.relay.listening_service import MASTER_CF
from smtptui.relay.machine import TableFile
from smtptui.relay.programs import path_of
from smtptui.secret import Secret
from smtptui.text import decoded, printable

# One of ours that ends sooner is made anew.
_LEFT = timedelta(days=30)
_DEFAULT_QUEUE = Path("/var/spool/postfix")


async def listening_plan(made: RelayPlan, wanted: Wanted, instance: Instance | None) -> RelayPlan:
    """The plan with a listening side. Raises ConfigurationError, MisuseError for what cannot be."""
    _check_names(wanted)
    settings = await instance.settings("mail_owner", "myhostname", "inet_protocols") if instance else {}
    if ":" in wanted.at.host and settings.get("inet_protocols") == "ipv4":
        advice = "postconf -e inet_protocols=all, or name an address of IPv4"
        raise ConfigurationError(f"{wanted.at.host}: this Postfix has inet_protocols = ipv4", advice)
    dovecot = await _dovecot(wanted.dovecot)
    folder = made.config_directory
    files = await in_daemon(lambda: {path: _file(path) for path in planned_files(folder, wanted.dovecot)})
    master_cf = files[folder / MASTER_CF].text
    ground = Ground(
        config_directory=folder,
        queue_directory=instance.queue_directory if instance else _DEFAULT_QUEUE,
        master_cf=master_cf.reveal() if master_cf else "",
        mail_owner=settings.get("mail_owner", "postfix"),
        dovecot=dovecot,
        certificate=await in_daemon(lambda: _certificate(wanted, folder, settings.get("myhostname", ""))),
        files=files,
    )
    return with_listening(made, wanted, ground)


def _check_names(wanted: Wanted) -> None:
    """A user of this machine has a password already, and whoever logs in with that would be let in as well."""
    for login in wanted.logins:
        try:
            pwd.getpwnam(login.name)
        except KeyError:
            continue
        raise MisuseError(f"--login {login.name}: a user of this machine has that name", "give another one")


async def _dovecot(folder: Path) -> Dovecot | None:
    """Raises ConfigurationError for one whose configuration is written otherwise."""
    if path_of("doveconf") is None:
        return None
    programs = DovecotPrograms(folder)
    if not await in_daemon((folder / "dovecot.conf").exists):
        shown = printable(str(folder))
        raise ConfigurationError(f"there is no dovecot.conf in {shown}", "--dovecot names the folder of another one")
    version, settings = await programs.version(), await programs.settings()
    if not version.startswith(("2.3.", "2.4.")):
        advice = "write its passdb and its unix_listener by hand; Postfix asks it as ever"
        raise ConfigurationError(f"this is Dovecot {printable(version)}: only 2.3 and 2.4 are known here", advice)
    return Dovecot(
        version=version,
        mechanisms=tuple(settings.get("auth_mechanisms", "").split()),
        protocols=tuple(settings.get("protocols", "").split()),
        group=settings.get("default_internal_group", "dovecot"),
    )


def _certificate(wanted: Wanted, folder: Path, host: str) -> Certificate:
    if wanted.certificate is not None:
        key = wanted.key or wanted.certificate
        check_pair(wanted.certificate, key)
        return _found(wanted.certificate, key, seen_at(wanted.certificate))
    return own_certificate(folder, wanted.at.host, host)


def own_certificate(folder: Path, address: str, host: str) -> Certificate:
    """The certificate that was made here for this address, while it lasts; else a new one, not yet written."""
    path, key = folder / OWN_CERTIFICATE, folder / OWN_KEY
    try:
        seen = seen_in(path.read_bytes()) if key.exists() else None
    except (FileNotFoundError, ValueError):
        seen = None
    if seen and address in seen.names and seen.not_after > datetime.now(UTC) + _LEFT:
        return _found(path, key, seen)
    text, private = self_signed(address, host)
    return _found(path, key, seen_in(text))._replace(made=(text.decode(), private))


def _found(path: Path, key: Path, seen: Seen) -> Certificate:
    return Certificate(path, key, seen.fingerprint, seen.names, seen.not_after, seen.is_self_signed)


def _file(path: Path) -> TableFile:
    try:
        return TableFile(Secret(decoded(path.read_bytes())), is_compiled=True)
    except FileNotFoundError:
        return TableFile()
    except PermissionError:
        return TableFile(is_readable=False)
