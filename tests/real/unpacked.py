"""Debian's other mail programs, which cannot be installed beside Postfix: each unpacked in a folder of its own."""

import os
from pathlib import Path

from tests.real.conftest import lacks

FOLDER = Path(os.environ.get("SMTPTUI_PEERS", "/var/lib/smtptui-peers"))


def unpacked(path: str) -> Path:
    """A file of one of them."""
    found = FOLDER / path
    if not found.exists():
        lacks(f"{found} is not there: see .ci/run")
    return found


def environment(folder: Path, user: str) -> dict[str, str]:
    """Variables with which a program finds the user that its package would have made (libnss-wrapper)."""
    (library,) = unpacked("libnss-wrapper/usr/lib").glob("*/libnss_wrapper.so")
    (folder / "passwd").write_text(Path("/etc/passwd").read_text() + f"{user}:x:65534:65534::/:/bin/sh\n")
    (folder / "group").write_text(Path("/etc/group").read_text() + f"{user}:x:65534:\n")
    return {
        **os.environ,
        "LD_PRELOAD": str(library),
        "NSS_WRAPPER_PASSWD": str(folder / "passwd"),
        "NSS_WRAPPER_GROUP": str(folder / "group"),
    }
