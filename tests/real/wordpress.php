<?php
/*
 * WordPress's own core with its must-use plugins and no database: what is asked of a database finds nothing, and
 * WP_INSTALLING is what lets the core start so. Run with the folder of the site.
 */
define('ABSPATH', "$argv[1]/");
define('WP_INSTALLING', true);
foreach (['DB_NAME', 'DB_USER', 'DB_PASSWORD', 'DB_HOST', 'DB_CHARSET', 'DB_COLLATE'] as $name) {
    define($name, '');
}
$table_prefix = 'wp_';
$_SERVER = ['HTTP_HOST' => 'wp.sender.example', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'] + $_SERVER;
file_put_contents(ABSPATH . 'wp-content/db.php', '<?php
require_once ABSPATH . WPINC . "/class-wpdb.php";
$wpdb = new class("", "", "", "") extends wpdb {
    public function db_connect($allow_bail = true) { return $this->ready = true; }
    public function query($query) { $this->last_result = []; return 0; }
    public function db_version() { return "8.0"; }
    public function _real_escape($data) { return addslashes((string) $data); }
    public function check_connection($allow_bail = true) { return true; }
};
');
require ABSPATH . 'wp-settings.php';
add_action('wp_mail_failed', fn ($error) => print $error->get_error_message());
exit(wp_mail(getenv('TO'), 'hello', 'hello') ? 0 : 1);
