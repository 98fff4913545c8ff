"""A configuration that reaches the sandbox, so that one command tries it out."""

import json
import os
from pathlib import Path

from smtptui.model.endpoint import Endpoint
from smtptui.sandbox.server import Sandbox
from smtptui.smtp.security import Security


def write_ready_config(sandbox: Sandbox) -> Path:
    """Write config.toml, and the secret beside it, into the sandbox's private folder; both go when it ends."""
    folder = Path(sandbox.ca_file).parent
    _write_private(folder / "secret", sandbox.secret.reveal())
    _write_private(folder / "config.toml", _config(sandbox, folder))
    return folder / "config.toml"


def _config(sandbox: Sandbox, folder: Path) -> str:
    """Every endpoint as a profile, those with implicit TLS as NAME-tls."""
    lines = [f'active = "{sandbox.scenarios[0].name}"']
    for name, endpoint in sandbox.endpoints:
        suffix = "-tls" if endpoint.security is Security.TLS else ""
        lines += ["", f"[profiles.{name}{suffix}]", *_profile(sandbox, name, endpoint, folder)]
    return "\n".join([*lines, ""])


def _profile(sandbox: Sandbox, name: str, endpoint: Endpoint, folder: Path) -> list[str]:
    scenario = next(one for one in sandbox.scenarios if one.name == name)
    values = {
        "provider": "custom",
        "host": endpoint.host,
        "port": endpoint.port,
        "security": endpoint.security.value,
        "username": sandbox.username,
        "from_address": scenario.from_address or sandbox.username,
        "to_address": sandbox.username,
        "ca_file": sandbox.ca_file,
        "secret": f"file:{folder / 'secret'}",
    }
    # A JSON string without surrogates is a TOML basic string (TOML 1.0, "String").
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]


def _write_private(path: Path, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
