"""PHP itself reads the exported files."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from smtptui import formats
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.formats.test_php import FILES
from tests.real.conftest import lacks, require

pytestmark = pytest.mark.real
MAILER = Path("/usr/share/php/Symfony/Component/Mailer/autoload.php")
JOOMLA = "include $f; $j = new JConfig(); $out[] = [$j->smtppass, $j->smtpport, $j->smtpauth, $j->smtpsecure];"
# What a target's own program does with the file, up to the password.
READERS = {
    "wp-mail-smtp": "include $f; $out[] = [WPMS_SMTP_PASS, WPMS_ON, WPMS_SSL, WPMS_SMTP_PORT];",
    "moodle": "$CFG = new stdClass(); include $f; $out[] = [$CFG->smtppass, $CFG->smtphosts, $CFG->smtpsecure];",
    "drupal7-smtp": "$conf = []; include $f;"
    "$out[] = [$conf['smtp_password'], $conf['mail_system'], $conf['smtp_port']];",
    "drupal-smtp": "$config = []; include $f; $c = $config['smtp.settings'];"
    "$out[] = [$c['smtp_password'], $config['system.mail'], $c['smtp_port']];",
    "drupal-core-dsn": "$config = []; include $f; $c = $config['system.mail'];"
    "$out[] = [$c['mailer_dsn']['password'], $c['interface'], $c['mailer_dsn']['port']];",
    "drupal-symfony-mailer": "$config = []; include $f; $c = $config['symfony_mailer.mailer_transport.sendmail'];"
    f"require_once {str(MAILER)!r}; $dsn = 'Symfony\\Component\\Mailer\\Transport\\Dsn';"
    "$d = $dsn::fromString($c['configuration']['dsn']);"
    "$out[] = [$d->getPassword(), $c['plugin'], $d->getScheme(), $d->getUser(), $d->getPort()];",
    "nextcloud": "$CONFIG = []; include $f; $c = $CONFIG;"
    "$out[] = [$c['mail_smtppassword'], $c['mail_smtpport'], $c['mail_smtpauth'], $c['mail_smtpsecure'],"
    "$c['mail_domain']];",
    "joomla": JOOMLA,
    "adt-joomla": JOOMLA,
    "wordpress-mu-plugin": "$m = new Mailer(); $filters = []; include $f;"
    "$out[] = [$m->Password, $m->Port, $m->SMTPSecure, array_map(fn ($g) => $g(), $filters)];",
}
EXPECTED: Mapping[str, list[Any]] = {
    "wp-mail-smtp": [True, "tls", 587],
    "moodle": ["mail.example.net:587", "tls"],
    "drupal7-smtp": [{"default-system": "SmtpMailSystem"}, "587"],
    "drupal-smtp": [{"interface": {"default": "SMTPMailSystem"}}, "587"],
    "drupal-core-dsn": [{"default": "symfony_mailer"}, 587],
    "drupal-symfony-mailer": ["dsn", "smtp", "fred@example.com", 587],
    "nextcloud": [587, True, "", "example.com"],
    "joomla": [587, True, "tls"],
    "adt-joomla": ["587", "1", "tls"],
    "wordpress-mu-plugin": [587, "tls", {"wp_mail_from": GOOD.from_address, "wp_mail_from_name": GOOD.from_name}],
}
STUBS = """
#[AllowDynamicProperties]
class Mailer { public $From = 'x'; function isSMTP() {} }
function add_filter($name, $made, $priority) { global $filters; $filters[$name] = $made; }
function add_action($name, $made, $priority) { global $m; $made($m); }
"""


def _read_by_php(name: str, paths: list[Path]) -> list[Any]:
    """What PHP makes of each file: in one process, but for what can be defined only once."""
    once = name in ("wp-mail-smtp", "joomla", "adt-joomla")
    groups = [[path] for path in paths] if once else [paths]
    return [found for group in groups for found in _one_process(name, group)]


def _one_process(name: str, paths: list[Path]) -> list[Any]:
    code = f"error_reporting(E_ALL); {STUBS} $out = []; foreach ({json.dumps([str(path) for path in paths])} as $f) {{"
    code += f"{READERS[name]} }} echo json_encode($out, JSON_THROW_ON_ERROR);"
    ended = subprocess.run(["php", "-n", "-d", "display_errors=stderr", "-r", code], capture_output=True, check=True)
    assert ended.stderr == b""
    found: list[Any] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("name", sorted(READERS))
def test_php_reads_every_nasty_secret(name: str, tmp_path: Path) -> None:
    require("php")
    if name == "drupal-symfony-mailer" and not MAILER.exists():
        lacks("php-symfony-mailer is not installed")
    known = formats.load(name)
    # A process for each file of constants and classes: fewer of them there.
    every = 6 if name in ("wp-mail-smtp", "joomla", "adt-joomla") else 1
    secrets = [secret for secret in SECRETS if not known.limit("secret", secret, "")][::every]
    paths = [tmp_path / f"{number}.php" for number in range(len(secrets))]
    for path, secret in zip(paths, secrets, strict=True):
        path.write_text(rendered(name, known, GOOD._replace(secret=Secret(secret))))
    assert _read_by_php(name, paths) == [[secret, *EXPECTED[name]] for secret in secrets]


@pytest.mark.parametrize("name", sorted(FILES))
def test_php_still_reads_an_edited_file(name: str, tmp_path: Path) -> None:
    require("php")
    path = tmp_path / "edited.php"
    path.write_text(rendered(name, formats.load(name), GOOD, existing=FILES[name]))
    ended = subprocess.run(["php", "-n", "-l", str(path)], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
