"""Why messages wait: each distinct reason once, with how many messages it keeps, explained."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from smtptui import providers
from smtptui.core.detect import provider_for_host
from smtptui.core.diagnose import explained
from smtptui.diagnosis.log_lines import failure_in
from smtptui.diagnosis.tally import Tally, kind_of
from smtptui.model.diagnosis import Diagnosis
from smtptui.model.relay import QueuedMessage, WaitingReason
from smtptui.relay.instance import Instance

Explain = Callable[[str], Diagnosis]
Kind = tuple[object, ...]

_KEPT = 1024
# As Postfix writes a next hop: `[host]:port`, `host:service`, or a domain whose MX is asked.
_HOST = re.compile(r"\[?([^\]\[:]+)\]?(?::[\w-]+)?")


class Reasons:
    """Counts the messages of each reason; bounded, whatever a queue holds."""

    def __init__(self, provider: str | None) -> None:
        self._provider = provider
        self._tally = Tally()
        self._found = lru_cache(_KEPT)(failure_in)

    def add(self, message: QueuedMessage) -> None:
        """Count a message once for each of its reasons, however many recipients wait for the same."""
        words = {one.delay_reason for one in message.recipients if one.delay_reason}
        for found in {self._found(reason) for reason in words}:
            self._tally.add(found)

    def told(self) -> Iterator[WaitingReason]:
        """The reasons, the one that keeps most messages first."""
        for found, messages in self._tally:
            yield WaitingReason(found.text, messages, explained(found, self._provider))

    @property
    def others(self) -> int:
        """How often other reasons were counted, after as many distinct ones as are kept apart."""
        return self._tally.others


def explaining(provider: str | None) -> Explain:
    """Explains one reason after the other; those that differ only in ids and addresses are worked out once.

    A summary names host and port, so that another host is another reason.
    """
    known: dict[Kind, Diagnosis] = {}

    @lru_cache(_KEPT)
    def explain(reason: str) -> Diagnosis:
        found = failure_in(reason)
        kind = (*kind_of(found), found.host, found.port)
        if kind not in known:
            if len(known) >= _KEPT:
                known.clear()
            known[kind] = explained(found, provider)
        return known[kind]

    return explain


async def explainer_of(instance: Instance) -> Explain:
    """The same for the provider whose server this relay hands its mail to."""
    return explaining(provider_of((await instance.settings("relayhost"))["relayhost"]))


def provider_of(relayhost: str) -> str | None:
    """The provider in the catalogue whose server this is: its rules say most about what it answers."""
    host = _HOST.fullmatch(relayhost)
    found = provider_for_host(host[1], "", providers.load_all()) if host else None
    return found[0].name if found else None
