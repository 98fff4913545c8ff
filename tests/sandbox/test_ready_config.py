"""The configuration that lies ready beside a running sandbox."""

import tomllib
from pathlib import Path

from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.sandbox.ready_config import write_ready_config
from smtptui.sandbox.server import Sandbox


async def test_every_endpoint_is_a_profile(sandbox: Sandbox) -> None:
    config = tomllib.loads(write_ready_config(sandbox).read_text())
    assert config["active"] == "good"
    assert set(config["profiles"]) == {"good", "good-tls"}
    for name, security in [("good", "starttls"), ("good-tls", "tls")]:
        profile = config["profiles"][name]
        assert (profile["host"], profile["security"]) == ("127.0.0.1", security)
        assert profile["ca_file"] == sandbox.ca_file


async def test_the_secret_lies_in_a_private_file_beside_it(sandbox: Sandbox) -> None:
    path = write_ready_config(sandbox)
    assert sandbox.secret.reveal() not in path.read_text()
    assert _secret_behind(path) == sandbox.secret.reveal()
    assert all(entry.stat().st_mode & 0o077 == 0 for entry in path.parent.iterdir() if entry.name != "ca.pem")


def _secret_behind(config: Path) -> str:
    source = SecretSource.parse(tomllib.loads(config.read_text())["profiles"]["good"]["secret"])
    assert source.kind is SecretKind.FILE
    return Path(source.argument).read_text()
