"""From a failed session to its diagnosis: gathers the evidence that the rules may read."""

from collections.abc import Sequence

from smtptui.model.diagnosis import Diagnosis
from smtptui.model.evidence import Evidence
from smtptui.model.failure import Failure
from smtptui.model.report import StageReport
from smtptui.model.settings import Settings
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.stage import Status


def explain_failure(
    settings: Settings,
    failure: Failure,
    capabilities: Capabilities,
    stages: Sequence[StageReport],
    mechanism: str | None = None,
    ehlo_name: str | None = None,
) -> Diagnosis:
    """The cause in words. The rules are read only now: a session that works never needs them."""
    from smtptui.diagnosis import explain

    return explain(evidence_of(settings, failure, capabilities, stages, mechanism, ehlo_name))


def evidence_of(
    settings: Settings,
    failure: Failure,
    capabilities: Capabilities,
    stages: Sequence[StageReport],
    mechanism: str | None = None,
    ehlo_name: str | None = None,
) -> Evidence:
    """What a rule may read of this failure. `mechanism` was tried, `ehlo_name` said; the secret is no part of it."""
    reply = failure.reply
    return Evidence(
        provider=settings.provider,
        stage=failure.stage.value,
        code=reply.code if reply else None,
        enhanced=reply.enhanced if reply else None,
        text=reply.text if reply else "",
        exception=failure.exception or ("" if reply else failure.detail),
        settings=_settings(settings, capabilities, mechanism, ehlo_name),
        known_cause=failure.cause,
        passed_stages=tuple(report.stage.value for report in stages if report.status in (Status.PASSED, Status.WARNED)),
    )


def _settings(
    settings: Settings, capabilities: Capabilities, mechanism: str | None, ehlo_name: str | None
) -> dict[str, object]:
    return {
        "host": settings.endpoint.host,
        "port": settings.endpoint.port,
        "security": settings.endpoint.security.value,
        "mechanism": mechanism or settings.mechanism,
        "username": settings.username,
        "from_address": settings.from_address,
        "to_address": settings.to_address,
        "region": settings.region,
        "ehlo_name": ehlo_name or settings.ehlo_name,
        "capabilities": [
            f"{keyword} {parameter}" if parameter else keyword for keyword, parameter in capabilities.keywords.items()
        ],
    }
