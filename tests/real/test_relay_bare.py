"""The machine's own Postfix as Debian's package leaves it, and what may stand in a relay's way there."""

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import pytest
from filelock import FileLock

from tests.real.accounts import OPERATOR, SECOND
from tests.real.bare_debian import FRESH_POSTFIX, JOURNAL, run_on_bare_debian
from tests.real.conftest import require, require_relay
from tests.real.program import Ended, Operator
from tests.real.servers import Servers
from tests.real.waiting import answers

pytestmark = pytest.mark.real
_RELAY = f"{shlex.quote(sys.executable)} -m smtptui relay"
_STORY = f"""\
# The names of loopback are in no DNS.
printf '# mine\\nsmtp_host_lookup = native\\n' >> /etc/postfix/main.cf
cp -a /etc/postfix /var/before
{_RELAY} status --json || [ $? = 11 ]
{_RELAY} install bare --yes --json
printf 'Subject: by root\\n\\nhello\\n' | /usr/sbin/sendmail {SECOND}
as_nobody="setpriv --reuid nobody --regid nogroup --clear-groups"
printf 'Subject: by nobody\\n\\nhello\\n' | $as_nobody /usr/sbin/sendmail {SECOND}
printf 'Subject: by cron\\n\\nhello\\n' | /usr/sbin/sendmail root
until [ -z "$({_RELAY} queue --json)" ]; do :; done
{_RELAY} status --json
# Python may be where only root can read.
as_reader="$as_nobody --inh-caps +dac_read_search --ambient-caps +dac_read_search"
$as_reader {_RELAY} status --json
for words in "install bare --yes" "remove --yes" restart "hold ABCDEF1234"; do
    $as_reader {_RELAY} $words || [ $? = 5 ]
done
{_RELAY} remove --yes --json
diff -r /var/before /etc/postfix >&2
"""
_SEVERAL = f"""\
postmulti -e init >&2
postmulti -e create -I postfix-out -G outgoing >&2
postconf -c /etc/postfix-out -e smtp_host_lookup=native
cp -a /etc/postfix /var/before
{_RELAY} install bare --yes --instance /etc/postfix-out >/dev/null || [ $? = 3 ]
[ ! -e /etc/postfix-out/smtptui-relay.json ]
postconf -c /etc/postfix-out -e authorized_submit_users=static:anyone
{_RELAY} install bare --yes --json --instance /etc/postfix-out
printf 'Subject: by the second\\n\\nhello\\n' | /usr/sbin/sendmail -C /etc/postfix-out {SECOND}
until [ -z "$({_RELAY} queue --json --instance /etc/postfix-out)" ]; do :; done
{_RELAY} status --json --instance /etc/postfix-out
{_RELAY} status --json || [ $? = 11 ]
MAIL_CONFIG=/etc/postfix-out {_RELAY} status --json
diff -r /var/before /etc/postfix >&2
! grep -h fatal /var/log/postfix.log | grep -v 'is not running' >&2
"""
_LOGGED = f"""\
postconf -e smtp_host_lookup=native
{_RELAY} install bare --yes --json
{_RELAY} status --json
{_RELAY} logs --json
"""


@pytest.fixture
def operator(servers: Servers, tmp_path: Path) -> Operator:
    """Somebody with a profile for the provider."""
    require_relay()
    operator = Operator(tmp_path, servers)
    operator.saves("bare", "starttls")
    return operator


@pytest.fixture
def port_25() -> Iterator[None]:
    """Postfix's own port, for one test at a time."""
    with FileLock(Path(gettempdir()) / "smtptui-port-25.lock"):
        if answers("127.0.0.1", 25):
            pytest.skip("port 25 is somebody's")
        yield


def _run(operator: Operator, script: str) -> Ended:
    folder = operator.home / "debian"
    folder.mkdir()
    return run_on_bare_debian(folder, script, operator.environment(operator.servers.accounts[OPERATOR].password))


def _subjects(servers: Servers, address: str) -> list[str]:
    lines = [line for path in servers.postfix.mailbox(address) for line in path.read_text().splitlines()]
    return [line.removeprefix("Subject: ") for line in lines if line.startswith("Subject: ")]


@pytest.mark.usefixtures("port_25")
def test_what_programs_of_a_bare_debian_send_arrives_at_the_provider(operator: Operator) -> None:
    ended = _run(operator, FRESH_POSTFIX + _STORY)
    assert ended.code == 0, ended
    before, installed, after, seen, _ = (json.loads(line) for line in ended.out.splitlines())
    assert (before["running"], before["queues"]["deferred"]) == (False, 0)
    assert installed["proof"]["sent"]
    assert (after["running"], after["listening"], after["log"]) == (True, ["localhost:25"], "/var/log/postfix.log")
    assert (seen["running"], seen["relayhost"]) == (True, after["relayhost"])
    assert ended.err.count("run the same command as root, with sudo for example") == 4
    assert {"by root", "by nobody"} <= set(_subjects(operator.servers, SECOND))
    assert "by cron" in _subjects(operator.servers, OPERATOR)


@pytest.mark.usefixtures("port_25")
def test_a_relay_is_proved_and_read_by_the_journal(operator: Operator) -> None:
    require("journalctl")
    ended = _run(operator, FRESH_POSTFIX + JOURNAL + _LOGGED)
    if ended.code == 77:
        pytest.skip("systemd's journal does not run here")
    assert ended.code == 0, ended
    installed, status, *logged = (json.loads(line) for line in ended.out.splitlines())
    assert "maillog_file" not in {one["name"] for one in installed["plan"]["parameters"]}
    assert (installed["proof"]["sent"], status["log"]) == (True, "the journal")
    told = [one for one in logged if one["queue_id"] == installed["proof"]["queue_id"] and one["delivery"]]
    assert [one["delivery"]["status"] for one in told] == ["sent"]


def test_the_second_of_several_instances_is_the_relay_and_the_first_stays(operator: Operator) -> None:
    ended = _run(operator, FRESH_POSTFIX + _SEVERAL)
    assert ended.code == 0, ended
    installed, second, first, named = (json.loads(line) for line in ended.out.splitlines())
    assert installed["proof"]["sent"]
    assert "no program may hand mail to this Postfix: its authorized_submit_users is empty" in ended.err
    assert (second["config_directory"], second["running"]) == ("/etc/postfix-out", True)
    assert (first["config_directory"], first["running"], first["relayhost"]) == ("/etc/postfix", False, None)
    assert first["instances"] == second["instances"] == named["instances"] == ["/etc/postfix", "/etc/postfix-out"]
    assert named["config_directory"] == "/etc/postfix-out"
    assert "by the second" in _subjects(operator.servers, SECOND)


def test_a_debian_without_postfix_is_told_what_to_install(operator: Operator) -> None:
    ended = _run(
        operator,
        "for path in $(dpkg-query -L postfix); do [ -d $path ] || rm -f $path; done\n"
        f"{_RELAY} plan bare --json\n"
        f"{_RELAY} install bare --yes || [ $? = 3 ]\n{_RELAY} status || [ $? = 3 ]\n",
    )
    assert ended.code == 0, ended
    assert json.loads(ended.out)["packages"] == ["postfix"]
    assert (
        ended.err.splitlines()
        == [
            "✘ Postfix is not installed here: there is no postconf",
            "  install Postfix first",
        ]
        * 2
    )


def test_a_configuration_that_is_read_only_is_told_and_stays(operator: Operator) -> None:
    ended = _run(
        operator,
        "cp -a /etc/postfix /var/before\n"
        "mount --bind /etc/postfix /etc/postfix\nmount -o remount,bind,ro /etc/postfix\n"
        f"{_RELAY} install bare --yes >/dev/null || [ $? = 5 ]\ndiff -r /var/before /etc/postfix\n",
    )
    assert (ended.code, ended.out) == (0, ""), ended
    assert ended.err.splitlines() == ["✘ /etc/postfix is read-only", "  nothing was changed"]
