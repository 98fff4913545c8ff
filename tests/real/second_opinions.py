"""swaks and msmtp doing what a case says, so that their word can stand beside ours."""

from pathlib import Path

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.real.accounts import DOMAIN
from tests.real.cases import Case
from tests.real.program import Ended, run_program
from tests.real.servers import Servers

# swaks(1), "EXIT CODES"; it does not tell a name that is unknown from a port that is closed.
SWAKS_CODES = {
    None: 0,
    Stage.RESOLVE: 2,
    Stage.CONNECT: 2,
    Stage.GREETING: 21,
    Stage.EHLO: 22,
    Stage.STARTTLS: 29,
    Stage.TLS: 29,
    Stage.AUTH: 28,
    Stage.MAIL: 23,
    Stage.RCPT: 24,
}
# msmtp's codes are those of sysexits.h, and coarser: it says "protocol" for whatever it did not expect.
_UNAVAILABLE, _TEMPORARY, _PROTOCOL, _NO_PERMISSION, _DATA = 69, 75, 76, 77, 65
MSMTP_CODES: dict[Stage | None, tuple[int, ...]] = {
    None: (0,),
    Stage.CONNECT: (_TEMPORARY,),
    Stage.GREETING: (_PROTOCOL,),
    Stage.EHLO: (_PROTOCOL,),
    Stage.STARTTLS: (_UNAVAILABLE,),
    Stage.TLS: (_UNAVAILABLE, _PROTOCOL),
    Stage.AUTH: (_UNAVAILABLE, _NO_PERMISSION),
    Stage.MAIL: (_DATA,),
    Stage.RCPT: (_DATA,),
}
_SWAKS_TLS = {Security.TLS: ["--tlsc"], Security.STARTTLS: ["--tls"], Security.NONE: []}


def swaks(case: Case, servers: Servers) -> Ended:
    """A dry run as far as RCPT."""
    endpoint = case.endpoint(servers)
    return run_program(
        *("swaks", "--server", endpoint.host, "--port", str(endpoint.port), "--helo", f"client.{DOMAIN}"),
        *(*_SWAKS_TLS[endpoint.security], *_swaks_trust(case, servers), *_swaks_login(case, servers)),
        *("--from", case.sender, "--to", case.recipient, "--quit-after", "RCPT", "--timeout", "60"),
    )


def _swaks_trust(case: Case, servers: Servers) -> list[str]:
    if case.endpoint(servers).security is Security.NONE:
        return []
    return ["--tls-verify", *(["--tls-ca-path", str(servers.certificates.authority)] if case.trusted else [])]


def _swaks_login(case: Case, servers: Servers) -> list[str]:
    if case.username is None:
        return []
    mechanism = case.profile.get("mechanism", "plain,login,cram-md5").upper()
    return ["-a", mechanism, "-au", case.username, "-ap", case.password(servers)]


def msmtp(case: Case, servers: Servers, folder: Path, *words: str, message: str = "") -> Ended:
    """Run msmtp with an account that says what the case says; its secret comes from a command."""
    secret = folder / "secret"
    secret.write_text(case.password(servers))
    endpoint = case.endpoint(servers)
    lines = [
        "account default",
        f"host {endpoint.host}",
        f"port {endpoint.port}",
        f"from {case.sender}",
        f"domain client.{DOMAIN}",
        *_msmtp_tls(case, servers),
        *_msmtp_login(case, servers, secret),
    ]
    path = folder / "msmtprc"
    path.write_text("\n".join([*lines, ""]))
    path.chmod(0o600)
    return run_program("msmtp", "-C", path, "--timeout=60", *words, said=message)


def _msmtp_tls(case: Case, servers: Servers) -> list[str]:
    security = case.endpoint(servers).security
    if security is Security.NONE:
        return ["tls off"]
    trust = [f"tls_trust_file {servers.certificates.authority}"] if case.trusted else []
    return ["tls on", f"tls_starttls {'on' if security is Security.STARTTLS else 'off'}", *trust]


def _msmtp_login(case: Case, servers: Servers, secret: Path) -> list[str]:
    if case.username is None:
        return ["auth off"]
    # By itself msmtp sends no password in clear.
    usual = "plain" if case.endpoint(servers).security is Security.NONE else "on"
    return [f"auth {case.profile.get('mechanism', usual)}", f"user {case.username}", f"passwordeval cat {secret}"]
