"""Whether a Postfix runs: its master process."""

import os
from pathlib import Path

from smtptui.relay.instance import Instance


def master_pid(instance: Instance) -> int | None:
    """The process id of the running master; None where none runs. Raises PermissionError for who is not root."""
    try:
        text = (instance.queue_directory / "pid/master.pid").read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    pid = int(text) if text.strip().isdigit() else 0
    return pid if pid > 1 and is_process(pid, "master") else None


def is_process(pid: int, name: str) -> bool:
    """Whether this process runs that program: after a crash the number may belong to somebody else."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    comm = Path(f"/proc/{pid}/comm")
    return not comm.exists() or comm.read_text(encoding="utf-8").strip() == name
