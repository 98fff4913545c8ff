"""/var/www/drupalsmtp of the Agile Deployment Toolkit."""

from smtptui.formats._adt_credentials import credentials

FORMAT = credentials("Drupal")
