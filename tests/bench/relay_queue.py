"""A relay's queue of 50,000 messages: how much memory it takes to list and to sum up, and how soon it begins."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench.figure import Figure, milliseconds
from tests.bench.ground import Ground
from tests.bench.running import Command, medians_of, medians_s, run

_FEW, _MANY = 500, 50_000
_KINDS_OF_REASON = 40
_MEMORY_AIM = 1.2
_FIRST_LINE_AIM = 1.2
_READER_AIM = 8.0
_MEGABYTE = 1024 * 1024


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """Against a queue of 500 messages, and against Python that only reads the same JSON."""
    few, many = (_queue_program(ground.folder / f"queue-{count}", count) for count in (_FEW, _MANY))
    for action in ("queue", "status"):
        few_run, many_run = (run(_ours(ground, folder, action)) for folder in (few, many))
        what = f"memory of relay {action}, {_MANY:,} against {_FEW} messages"
        yield Figure(what, many_run.peak_octets / _MEGABYTE, few_run.peak_octets / _MEGABYTE, "MB", _MEMORY_AIM)
    first_lines = [partial(_first_line_s, _ours(ground, folder, "queue")) for folder in (many, few)]
    many_s, few_s = medians_of(first_lines, times)
    yield milliseconds(f"first line of {_MANY:,} messages, against {_FEW}", many_s, few_s, _FIRST_LINE_AIM)
    few_times = min(times, 3)
    for action in ("queue", "status"):
        ours_s, read_s = medians_s([_ours(ground, many, action), _only_read(ground, many)], few_times)
        yield milliseconds(f"relay {action} of {_MANY:,}, against reading JSON", ours_s, read_s, _READER_AIM)


def _queue_program(folder: Path, count: int) -> Path:
    """A postqueue that prints a queue of this many messages, before the real one in the path; and a main.cf."""
    folder.mkdir()
    with (folder / "queue").open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(_message(number))}\n" for number in range(count))
    program = folder / "postqueue"
    program.write_text(f"#!/bin/sh\nexec cat {folder / 'queue'}\n")
    program.chmod(0o755)
    (folder / "main.cf").write_text(f"compatibility_level = 3.6\nqueue_directory = {folder}\n")
    (folder / "master.cf").write_text("")
    return folder


def _message(number: int) -> dict[str, object]:
    reason = f"host mx{number % _KINDS_OF_REASON}.example.com[192.0.2.1] said: 451 4.7.1 try again later, id {number}"
    recipients = [{"address": f"r{number}-{at}@example.com", "delay_reason": reason} for at in range(2)]
    return {
        "queue_name": "deferred",
        "queue_id": f"{number:011X}",
        "arrival_time": 1_795_209_003 + number,
        "message_size": 361,
        "forced_expire": False,
        "sender": "app@example.com",
        "recipients": recipients,
    }


def _ours(ground: Ground, folder: Path, action: str) -> Command:
    words = ground.smtptui("relay", action, "--json", "--instance", folder).words
    if action == "status":
        # This relay does not run, which status tells by its exit code; here that is no failure.
        words = ("sh", "-c", '"$@" || test $? = 11', "sh", *words)
    environment = ground.environment()
    return Command(words, {**environment, "PATH": os.pathsep.join((str(folder), environment["PATH"]))})


def _only_read(ground: Ground, folder: Path) -> Command:
    script = "import json, sys; print(sum(len(json.loads(line)) for line in open(sys.argv[1], 'rb')))"
    return Command((ground.installed.python, "-c", script, folder / "queue"), ground.environment())


def _first_line_s(command: Command) -> float:
    began = time.perf_counter()
    with subprocess.Popen(command.words, env=command.environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first_s = time.perf_counter() - began
        process.terminate()
    return first_s
