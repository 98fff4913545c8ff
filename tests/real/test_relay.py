"""A local relay, seen and controlled: the queue while its provider is down."""

from dataclasses import replace
from unittest.mock import ANY

import pytest

from smtptui.core.relay.overview import Choice, count_at_sight, overview
from smtptui.core.relay.service import restart
from smtptui.core.relay.status import status
from smtptui.errors import ConfigurationError, NotRunningError
from smtptui.model.relay import QueuedMessage
from smtptui.relay import control
from smtptui.relay.control import Measure
from smtptui.relay.instance import Instance, open_instance
from smtptui.relay.queue import counts, find, queued
from smtptui.relay.running import master_pid
from tests.peers import answering, serving
from tests.real.conftest import require_relay
from tests.real.relay import Relay, relay_folder, written_relay
from tests.real.waiting import eventually_async, free_ports

pytestmark = pytest.mark.real


@pytest.fixture
async def instance(relay: Relay) -> Instance:
    """The relay as we see it."""
    return await open_instance(relay.configuration)


async def _all(instance: Instance) -> list[QueuedMessage]:
    return [message async for batch in queued(instance) for message in batch if message is not None]


async def _deferred(instance: Instance, number: int) -> list[QueuedMessage]:
    """What waits, as soon as so many messages are deferred."""

    async def look() -> bool:
        return (await counts(instance)).of("deferred") == number

    await eventually_async(look, f"{number} deferred messages")
    return await _all(instance)


async def test_a_message_waits_with_the_reason_of_each_recipient(relay: Relay, instance: Instance) -> None:
    relay.submit("a@recipient.test", "b@recipient.test")
    (message,) = await _deferred(instance, 1)
    reason = f"connect to 127.0.0.1[127.0.0.1]:{relay.provider_port}: Connection refused"
    assert (message.queue, message.sender) == ("deferred", "app@real.test")
    assert [(one.address, one.delay_reason) for one in message.recipients] == [
        ("a@recipient.test", reason),
        ("b@recipient.test", reason),
    ]


async def test_hostile_addresses_are_made_visible(relay: Relay, instance: Instance) -> None:
    relay.submit('"<\u202e[b]x, y"@recipient.test')
    (message,) = await _deferred(instance, 1)
    assert message.recipients[0].address == '"<\\u202e[b]x, y"@recipient.test'


async def test_a_message_is_held_released_requeued_and_deleted(relay: Relay, instance: Instance) -> None:
    relay.submit("a@recipient.test", subject="first")
    relay.submit("b@recipient.test", subject="second")
    first, second = await _deferred(instance, 2)
    assert await control.apply(instance, Measure.HOLD, first.queue_id)
    assert not await control.apply(instance, Measure.HOLD, first.queue_id)
    assert ((await counts(instance)).of("hold"), (await counts(instance)).of("deferred")) == (1, 1)
    assert await control.apply(instance, Measure.RELEASE, first.queue_id)
    assert (await counts(instance)).of("hold") == 0
    assert await control.apply(instance, Measure.DELETE, first.queue_id)
    assert await find(instance, first.queue_id) is None
    assert await control.apply(instance, Measure.REQUEUE, second.queue_id)
    (again,) = await _deferred(instance, 1)
    assert again.recipients[0].address == second.recipients[0].address
    assert again.queue_id != second.queue_id


async def test_nothing_is_done_to_a_message_that_is_not_there(instance: Instance) -> None:
    for measure in Measure:
        assert not await control.apply(instance, measure, "ABCDEF1234")


async def test_a_restart_gives_another_master_and_keeps_the_queue(relay: Relay, instance: Instance) -> None:
    relay.submit("a@recipient.test")
    await _deferred(instance, 1)
    before = master_pid(instance)
    await control.restart(instance)
    after = master_pid(instance)
    assert before is not None
    assert after not in (None, before)
    assert (await counts(instance)).total == 1


async def test_a_flush_has_what_is_deferred_tried_again(relay: Relay, instance: Instance) -> None:
    relay.submit("a@recipient.test")
    await _deferred(instance, 1)
    tried = relay.log.read_text().count("status=deferred")
    await control.flush(instance)

    async def look() -> bool:
        return relay.log.read_text().count("status=deferred") > tried

    await eventually_async(look, "another attempt")


async def test_a_relay_that_does_not_run_shows_its_queue_to_root_and_cannot_be_flushed() -> None:
    require_relay()
    with relay_folder() as folder:
        instance = await open_instance(written_relay(folder, *free_ports(2)).configuration)
        assert master_pid(instance) is None
        assert (await counts(instance)).total == 0
        with pytest.raises(NotRunningError):
            await control.flush(instance)


async def test_a_relay_that_cannot_start_says_why_and_who_has_its_port() -> None:
    require_relay()
    async with serving(answering()) as stranger:
        with relay_folder() as folder:
            relay = written_relay(folder, stranger.port, *free_ports(1))
            with pytest.raises(NotRunningError, match="Address already in use") as raised:
                await restart(await open_instance(relay.configuration))
    assert raised.value.advice.endswith(f"127.0.0.1:{stranger.port}: mail.example ESMTP")


async def test_another_server_on_the_port_of_a_relay_that_does_not_run_is_named_by_its_greeting() -> None:
    require_relay()
    async with serving(answering()) as stranger:
        with relay_folder() as folder:
            relay = written_relay(folder, stranger.port, *free_ports(1))
            seen = await status(await open_instance(relay.configuration))
    assert (seen.is_running, seen.pid) == (False, None)
    (found,) = seen.strangers
    assert (str(found.listener), found.greeting) == (f"127.0.0.1:{stranger.port}", "mail.example ESMTP")


async def test_the_overview_has_the_oldest_messages_and_every_reason_once(relay: Relay, instance: Instance) -> None:
    for number in range(5):
        relay.submit(f"r{number}@recipient.test")
    messages = await _deferred(instance, 5)
    await control.apply(instance, Measure.HOLD, messages[0].queue_id)
    seen = await overview(instance, skip=1, number=2)
    ordered = sorted(messages, key=lambda one: (one.arrived_at, one.queue_id))
    assert [one.queue_id for one in seen.messages] == [one.queue_id for one in ordered[1:3]]
    assert (seen.counts.of("deferred"), seen.counts.of("hold"), seen.damaged_lines) == (4, 1, 0)
    assert seen.oldest_at == ordered[0].arrived_at
    assert [(one.messages, one.diagnosis.cause) for one in seen.reasons] == [(5, "connection_refused")]
    held = await overview(instance, only=Choice("hold"))
    assert [one.queue_id for one in held.messages] == [messages[0].queue_id]
    (reason,) = seen.reasons
    assert len((await overview(instance, only=Choice(reason=reason.kind))).messages) == 5
    assert (await overview(instance, only=Choice(reason=(450, "", b"another")))).messages == ()
    assert await count_at_sight(instance) == replace(seen.counts, at=ANY)


async def test_a_folder_without_a_postfix_names_those_that_are_there() -> None:
    require_relay()
    with relay_folder() as folder, pytest.raises(ConfigurationError, match=r"no main\.cf") as raised:
        await open_instance(folder)
    assert "/etc/postfix" in raised.value.advice
