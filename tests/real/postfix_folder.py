"""What every Postfix of our own has in its folder."""

import shutil
from pathlib import Path

# The head of its main.cf.
MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = loopback-only
mydestination =
alias_maps =
"""

# What queues, delivers and logs; who listens and who else delivers comes before it in master.cf.
SERVICES = """\
pickup   unix n - n 1 1 pickup
cleanup  unix n - n - 0 cleanup
qmgr     unix n - n 300 1 qmgr
rewrite  unix - - n - - trivial-rewrite
bounce   unix - - n - 0 bounce
defer    unix - - n - 0 bounce
trace    unix - - n - 0 bounce
error    unix - - n - - error
retry    unix - - n - - error
tlsmgr   unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
anvil    unix - - n - 1 anvil
postlog  unix-dgram n - n - 1 postlogd
"""


def write_postfix(folder: Path, main: str, services: str) -> None:
    """The folders of an instance, their owners, main.cf and master.cf. Its configuration is `folder / "etc"`."""
    for name, owner in (("etc", "root"), ("queue", "root"), ("data", "postfix")):
        (folder / name).mkdir()
        shutil.chown(folder / name, owner)
    (folder / "etc/main.cf").write_text(MAIN.format(folder=folder) + main)
    (folder / "etc/master.cf").write_text(services + SERVICES)
