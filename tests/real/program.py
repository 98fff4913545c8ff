"""The program as an operator runs it against the real servers: a process, a home and a configuration of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import smtptui
from tests.real.accounts import DOMAIN, OPERATOR
from tests.real.servers import Servers
from tests.real.waiting import PATIENCE_S

ROOT = Path(smtptui.__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, and all that it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody with a home of their own who uses the servers. `start` and `run` take the command line's words."""

    home: Path
    servers: Servers

    def saves(self, name: str, server: str, username: str | None = OPERATOR, **changes: str | int | None) -> None:
        """Save the profile `name`: mail from the operator to itself through `server`, with `changes`.

        A key that is changed to None is left out.
        """
        endpoint = self.servers.endpoints[server]
        values: dict[str, str | int | None] = {
            "provider": "custom",
            "host": endpoint.host,
            "port": endpoint.port,
            "security": endpoint.security.value,
            "from_address": OPERATOR,
            "to_address": OPERATOR,
            "ca_file": str(self.servers.certificates.authority),
            "ehlo_name": f"client.{DOMAIN}",
            **({"username": username, "secret": "env:OPERATORS_SECRET"} if username else {}),
            **changes,
        }
        # JSON's strings and numbers are TOML's too.
        lines = [f"{key} = {json.dumps(value)}" for key, value in values.items() if value is not None]
        with self.config.open("a", encoding="utf-8") as file:
            file.write("\n".join([f"[profiles.{json.dumps(name)}]", *lines, ""]))
        self.config.chmod(0o600)

    @property
    def config(self) -> Path:
        """The configuration file."""
        return self.home / "config.toml"

    def environment(self, secret: str) -> dict[str, str]:
        """What the program finds around it; `secret` is in the variable that the profiles name."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "COVERAGE_PROCESS_START") if name in os.environ}
        return {
            **kept,
            "HOME": str(self.home),
            "SMTPTUI_CONFIG": str(self.config),
            "XDG_STATE_HOME": str(self.home / "state"),
            "PYTHONWARNINGS": "error",
            "OPERATORS_SECRET": secret,
        }

    def start(self, *words: str, secret: str | None = None) -> subprocess.Popen[str]:
        """Begin a command and leave it running; the secret is the operator's password unless another is given."""
        return subprocess.Popen(
            [sys.executable, "-m", "smtptui", *words],
            cwd=ROOT,
            env=self.environment(secret or self.servers.accounts[OPERATOR].password),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, secret: str | None = None) -> Ended:
        """Carry out a command to its end."""
        return finished(self.start(*words, secret=secret))


def finished(process: subprocess.Popen[str]) -> Ended:
    """Wait for a process."""
    with process:
        try:
            out, err = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return Ended(process.returncode, out, err)


def run_program(*words: str | Path, environment: Mapping[str, str] | None = None, said: str = "") -> Ended:
    """Run another program to its end, `said` being its standard input."""
    done = subprocess.run(
        [str(word) for word in words],
        env={**os.environ, **(environment or {})},
        input=said,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
