"""Somebody else's PHP file, edited."""

import pytest

from smtptui import formats
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import rendered
from tests.formats.nasty import GOOD

WP_CONFIG = """<?php
// Häuser & Gärten: do not touch
define( 'DB_NAME', 'häuser' );
define('WPMS_ON', false); /* for now */
define( "WPMS_SMTP_HOST" , "old.example.com" );

$table_prefix = 'wp_';

/* That's all. */
require_once ABSPATH . 'wp-settings.php';
"""
MOODLE = """<?php  // Moodle
unset($CFG);
global $CFG;
$CFG = new stdClass();
$CFG->dbhost = 'db';
$CFG->smtphosts = 'old';   // mail

require_once(__DIR__ . '/lib/setup.php');
"""
JOOMLA = """<?php
class JConfig {
\tpublic $offline = false;
\tpublic $mailer = 'mail';
\tpublic $smtphost= 'localhost';
\tpublic $smtpport    = 25;
\tpublic $mailonline = true;
}
"""
DRUPAL = """<?php

$databases = [];
$config['smtp.settings'] = ['smtp_on' => FALSE, 'smtp_host' => 'old'];
"""
NEXTCLOUD = """<?php
$CONFIG = array (
  'instanceid' => 'oc1',
  'mail_smtphost' => 'old',
  'trusted_domains' =>
  array (
    0 => 'cloud.example',
  ),
);
"""
FILES = {"wp-mail-smtp": WP_CONFIG, "moodle": MOODLE, "joomla": JOOMLA, "adt-joomla": JOOMLA, "drupal-smtp": DRUPAL}
FILES |= {"nextcloud": NEXTCLOUD, "drupal-symfony-mailer": DRUPAL}
EDITING = sorted(FILES.items())


def _edited(name: str, text: str) -> str:
    return rendered(name, formats.load(name), GOOD, existing=text)


@pytest.mark.parametrize(("name", "text"), EDITING)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_that_are_not_ours_keep_every_byte(name: str, text: str, newline: str) -> None:
    text = text.replace("\n", newline)
    edited = _edited(name, text)
    kept = [line for line in text.split(newline) if not any(word in line for word in ("WPMS", "smtp", "$mailer"))]
    remaining = iter(edited.split(newline))
    assert all(line in remaining for line in kept), "in their order"
    assert edited.count("\n") == edited.count(newline)


@pytest.mark.parametrize(("name", "text"), EDITING)
def test_a_second_export_changes_nothing(name: str, text: str) -> None:
    once = _edited(name, text)
    assert _edited(name, once) == once


def test_a_value_keeps_the_comment_behind_it() -> None:
    edited = _edited("wp-mail-smtp", WP_CONFIG)
    assert "define('WPMS_ON', true); /* for now */\n" in edited
    assert "define( \"WPMS_SMTP_HOST\" , 'mail.example.net' );\n" in edited
    assert edited.index("WPMS_SMTP_PASS") < edited.index("wp-settings.php")


def test_an_array_is_edited_where_its_value_stands() -> None:
    assert "['smtp_on' => true, 'smtp_host' => 'mail.example.net']" in _edited("drupal-smtp", DRUPAL)


def test_lines_go_before_a_closing_tag() -> None:
    edited = _edited("drupal-smtp", DRUPAL + "?>\n")
    assert edited.endswith(";\n?>\n")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("wp-mail-smtp", "<?php\n$a = ;\nrequire 'wp-settings.php';\n", "cannot read line 2"),
        ("wp-mail-smtp", WP_CONFIG.replace("// H", "define('WPMS_ON', true);\n// H"), "on lines 2 and 5"),
        ("wp-mail-smtp", "<?php\nif (1) {\ndefine('WPMS_ON', 1);\n}\n", "line 3 sets WPMS_ON only"),
        ("wp-mail-smtp", WP_CONFIG.replace("false", "getenv('X')"), "line 4 computes WPMS_ON"),
        ("wp-mail-smtp", "<?php\n", "no line loads wp-settings.php"),
        ("wp-mail-smtp", "no PHP at all", "no line loads wp-settings.php"),
        ("joomla", "<?php\nclass Other {}\n", "no class JConfig"),
        ("joomla", "<?php\nclass JConfig {}\nclass JConfig {}\n", "more than one class JConfig"),
        ("joomla", "<?php\nclass JConfig {\n public $smtphost;\n}\n", "line 3 computes smtphost"),
    ],
)  # fmt: skip
def test_what_cannot_be_edited_rightly_is_refused_with_the_line(name: str, text: str, words: str) -> None:
    with pytest.raises(CannotHoldError, match=words):
        _edited(name, text)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("wp-mail-smtp", "<?php define('WPMS_DO_NOT_SEND', true);", "WPMS_DO_NOT_SEND"),
        ("moodle", "<?php if (x()) { $CFG->noemailever = true; }", "noemailever"),
        ("joomla", "<?php class JConfig { public $mailonline = '0'; }", "mailonline"),
        ("drupal7-smtp", "<?php $conf['smtp_deliver'] = FALSE;", "smtp_deliver"),
    ],
)
def test_what_else_would_stop_mail_is_named(name: str, text: str, words: str) -> None:
    assert words in formats.load(name).hindrances(text)[0]


def test_what_is_added_to_a_class_stands_as_far_in_as_its_members() -> None:
    [added] = [line for line in _edited("joomla", JOOMLA).splitlines() if "$smtpuser" in line]
    assert added == f"\tpublic $smtpuser = '{GOOD.username}';"


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_ordinary_file_stops_nothing(name: str) -> None:
    assert formats.load(name).hindrances(FILES[name]) == ()
