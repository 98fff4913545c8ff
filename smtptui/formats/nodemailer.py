"""The argument of nodemailer's createTransport, as JSON."""

from smtptui.formats import _json, _nodemailer
from smtptui.formats._base import Format, Signs

FORMAT = Format(
    title="nodemailer",
    help="the options of createTransport(), as JSON",
    holds=("host", "port", "security", "username", "secret", "ehlo_name"),
    render=lambda values, target: _json.rendered(_nodemailer.options(values)),
    parse=lambda text, target: _nodemailer.values_in(_json.loaded(text)),
    signs=Signs(
        r'"host"\s*:',
        also=r'"(?:secure|requireTLS|ignoreTLS|auth)"\s*:',
        lacks=r'"(?:transport|mail|provider_settings)"\s*:',
    ),
    broken=_json.broken,
)
