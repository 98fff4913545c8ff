"""The setting that would cure a failed probe, as a line of config.toml."""

from smtptui import providers
from smtptui.core.cures import Case, fix_for, owner_of, this_machine
from smtptui.model.configuration import Configuration
from smtptui.model.report import SessionReport
from smtptui.model.settings import Settings
from smtptui.text import printable


def fix_line(configuration: Configuration, settings: Settings, report: SessionReport) -> str | None:
    """`fix: port = 465, security = "tls"`, or None where no setting would cure it."""
    folder = configuration.providers_folder
    own = providers.load(configuration.profiles[settings.profile].provider, folder)
    owner = owner_of(settings, own, lambda: providers.load_all(folder))
    fix = fix_for(Case(report, settings, owner, host_name=this_machine()))
    return printable(f"fix: {fix.as_toml}") if fix else None
