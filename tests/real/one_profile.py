"""A home with one profile, whose server is a peer of the test."""

import json
from pathlib import Path

from tests.peers import Peer


def environment(home: Path, **more: str) -> dict[str, str]:
    """What the program finds around it."""
    return {
        "HOME": str(home),
        "SMTPTUI_CONFIG": str(home / "config.toml"),
        "XDG_STATE_HOME": str(home / "state"),
        "THE_SECRET": "hunter2-hunter2",
        **more,
    }


def saved(home: Path, peer: Peer) -> None:
    """One profile, whose server is the peer."""
    values = {
        "provider": "custom",
        "host": "127.0.0.1",
        "port": peer.port,
        "security": "none",
        "username": "fred",
        "secret": "env:THE_SECRET",
        "from_address": "fred@sender.example",
        "to_address": "wilma@recipient.example",
    }
    lines = ['active = "p"', "[profiles.p]", *(f"{key} = {json.dumps(value)}" for key, value in values.items())]
    (home / "config.toml").write_text("\n".join([*lines, ""]))
    (home / "config.toml").chmod(0o600)
