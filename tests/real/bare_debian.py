"""A bare Debian beside the one that runs: its own /etc, /usr and /var in a namespace of their own.

What is changed there is gone in the end, and so is every process.
"""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.real.program import ROOT, Ended

_PATIENCE_S = 180
_ENTER = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
_OVERLAY = """\
set -eu
mount -t tmpfs none {folder}
mkdir {folder}/pts
mount --bind /dev/pts {folder}/pts
for name in dev etc usr var; do
    mkdir {folder}/$name {folder}/$name.work
    mount -t overlay -o lowerdir=/$name,upperdir={folder}/$name,workdir={folder}/$name.work none /$name
done
mount --bind {folder}/pts /dev/pts
mount -t tmpfs none /run
"""
# Postfix as its package sets it up, on a machine where nobody listens to syslog.
FRESH_POSTFIX = """\
rm -rf /dev/log /var/log/mail* /var/log/journal
rm -rf /var/spool/postfix /var/lib/postfix /etc/postfix/*.cf /etc/postfix/*.proto
for path in $(dpkg-query -L postfix); do
    case $path in /var/*) [ -e $path ] || mkdir $path ;; esac
done
printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d
export DEBIAN_FRONTEND=noninteractive DPKG_MAINTSCRIPT_NAME=postinst DPKG_MAINTSCRIPT_PACKAGE=postfix
/var/lib/dpkg/info/postfix.postinst configure >/var/said 2>&1 || { cat /var/said >&2; exit 1; }
"""
# systemd's journal, which runs without systemd itself; 77 where it does not.
JOURNAL = """\
[ -s /etc/machine-id ] || echo 0123456789abcdef0123456789abcdef > /etc/machine-id
mkdir -p /run/systemd /run/log/journal
/lib/systemd/systemd-journald >&2 &
until [ -S /run/systemd/journal/dev-log ]; do kill -0 $! || exit 77; done
ln -s /run/systemd/journal/dev-log /dev/log
"""


def run_on_bare_debian(folder: Path, script: str, environment: Mapping[str, str]) -> Ended:
    """Run a script of bash there, `folder` being an empty one; skip where that cannot be had here."""
    overlay = _OVERLAY.format(folder=folder)
    if _run(overlay, environment).code != 0:
        pytest.skip("no file system can be mounted here")
    return _run(overlay + script, environment)


def _run(script: str, environment: Mapping[str, str]) -> Ended:
    done = subprocess.run(
        [*_ENTER, "bash", "-c", script],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
