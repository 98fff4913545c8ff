"""WordPress, PHPMailer and Symfony's mailer send by the exported files, and by nothing that the network bends.

WordPress's own core loads its plugin. The other products on PHPMailer hand it the values of their files; here the few
lines that do so are ours, the engine is Debian's.
"""

import os
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._base import Values
from smtptui.formats._verify import rendered
from smtptui.smtp.security import Security
from tests.real.conftest import lacks, require
from tests.real.deliveries import PASSWORD, SITUATIONS, Sent, Situation, check, run, served
from tests.real.unpacked import unpacked

pytestmark = pytest.mark.real
_PHPMAILER = "/usr/share/php/libphp-phpmailer/autoload.php"
_SYMFONY = "/usr/share/php/Symfony/Component"
situations = pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.name)

# What each product does with the values of its file, up to PHPMailer's own properties.
PRODUCTS = {
    "joomla": "include $file; $c = new JConfig();"
    "set($c->smtphost, $c->smtpport, $c->smtpsecure, $c->smtpuser, $c->smtppass, $c->mailfrom);",
    "adt-joomla": "include $file; $c = new JConfig();"
    "set($c->smtphost, (int) $c->smtpport, $c->smtpsecure, $c->smtpuser, $c->smtppass, $c->mailfrom);",
    # Its moodle_phpmailer switches SMTPAutoTLS off, and takes the port out of the host.
    "moodle": "$CFG = new stdClass(); include $file; $m->SMTPAutoTLS = false;"
    "set($CFG->smtphosts, 25, $CFG->smtpsecure, $CFG->smtpuser, $CFG->smtppass, $CFG->noreplyaddress);",
    "wp-mail-smtp": "include $file; $m->SMTPAutoTLS = WPMS_SMTP_AUTOTLS;"
    "set(WPMS_SMTP_HOST, WPMS_SMTP_PORT, WPMS_SSL, WPMS_SMTP_USER, WPMS_SMTP_PASS, WPMS_MAIL_FROM);",
    "drupal-smtp": "$config = []; include $file; $c = $config['smtp.settings'];"
    "set($c['smtp_host'], $c['smtp_port'], $c['smtp_protocol'],"
    " $c['smtp_username'], $c['smtp_password'], $c['smtp_from']);",
}
_MAIL = """
error_reporting(E_ALL);
require '%s';
$m = new PHPMailer\\PHPMailer\\PHPMailer(true);
$m->Hostname = 'client.example';
$file = $argv[1];
function set($host, $port, $secure, $user, $password, $from) {
    global $m;
    $m->isSMTP();
    [$m->Host, $m->Port, $m->SMTPSecure] = [$host, $port, in_array($secure, ['none', 'standard']) ? '' : $secure];
    [$m->SMTPAuth, $m->Username, $m->Password, $m->From] = [true, $user, $password, $from];
}
try {
    %s
    $m->addAddress(getenv('TO'));
    $m->Subject = $m->Body = 'hello';
    $m->send();
} catch (Throwable $error) {
    echo $error->getMessage();
    exit(1);
}
"""
_BY_SYMFONY = """
foreach (['Dotenv', 'Mailer', 'Mime'] as $part) { require '%s/' . $part . '/autoload.php'; }
use Symfony\\Component\\Mailer\\Transport;
try {
    $found = (new Symfony\\Component\\Dotenv\\Dotenv())->parse(file_get_contents($argv[1]));
    $mail = new Symfony\\Component\\Mime\\Email();
    $mail->from(getenv('FROM'))->to(getenv('TO'))->subject('hello')->text('hello');
    Transport::fromDsn($found['MAILER_DSN'])->send($mail);
} catch (Throwable $error) {
    echo $error->getMessage();
    exit(1);
}
"""


def _needs(library: str) -> None:
    require("php")
    if not Path(library).exists():
        lacks(f"{library} is not there")


async def _php(code: str, name: str, folder: Path, values: Values) -> Sent:
    path = folder / "exported"
    path.write_text(rendered(name, formats.load(name), values))
    return await _run("-r", code, str(path), values=values)


async def _run(*words: str, values: Values) -> Sent:
    environment = {
        **os.environ,
        "SSL_CERT_FILE": values.ca_file or "",
        "FROM": values.from_address or "",
        "TO": values.to_address or "",
    }
    return await run("php", "-d", "display_errors=stderr", *words, environment=environment)


async def _wordpress(site: Path, values: Values) -> Sent:
    """A site of its own: the core by links, one must-use plugin."""
    plugins = site / "wp-content/mu-plugins"
    plugins.mkdir(parents=True)
    for part in unpacked("wordpress/usr/share/wordpress").iterdir():
        if part.name != "wp-content":
            (site / part.name).symlink_to(part)
    name = "wordpress-mu-plugin"
    (plugins / "smtp.php").write_text(rendered(name, formats.load(name), values))
    return await _run(str(Path(__file__).with_name("wordpress.php")), str(site), values=values)


@situations
async def test_wordpress_sends(situation: Situation, tmp_path: Path) -> None:
    require("php")
    await check(situation, lambda values: _wordpress(tmp_path, values))


@pytest.mark.parametrize("name", sorted(PRODUCTS))
@situations
async def test_phpmailer_sends(name: str, situation: Situation, tmp_path: Path) -> None:
    _needs(_PHPMAILER)
    await check(situation, lambda values: _php(_MAIL % (_PHPMAILER, PRODUCTS[name]), name, tmp_path, values))


@pytest.mark.parametrize("situation", SITUATIONS[:3], ids=lambda one: one.name)
async def test_symfonys_mailer_sends(situation: Situation, tmp_path: Path) -> None:
    _needs(f"{_SYMFONY}/Mailer/autoload.php")
    await check(situation, lambda values: _php(_BY_SYMFONY % _SYMFONY, "symfony", tmp_path, values))


async def test_symfonys_mailer_gives_the_secret_away_where_starttls_is_stripped(tmp_path: Path) -> None:
    """That is why the export takes the provider's port with TLS from the first byte."""
    _needs(f"{_SYMFONY}/Mailer/autoload.php")
    async with served(SITUATIONS[3]) as (peer, values):
        await _php(_BY_SYMFONY % _SYMFONY, "symfony", tmp_path, values)
        assert [line for line in peer.heard if line.startswith("AUTH")]


async def test_symfonys_mailer_keeps_it_to_itself_with_tls_from_the_first_byte(tmp_path: Path) -> None:
    _needs(f"{_SYMFONY}/Mailer/autoload.php")
    async with served(SITUATIONS[3]) as (peer, values):
        sent = await _php(_BY_SYMFONY % _SYMFONY, "symfony", tmp_path, values._replace(security=Security.TLS))
        assert not [line for line in peer.heard if line.startswith("AUTH")]
    assert sent.code != 0
    assert PASSWORD not in sent.said
