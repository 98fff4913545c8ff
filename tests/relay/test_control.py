"""What may be said to postsuper."""

import pytest

from smtptui.errors import MisuseError
from smtptui.relay.control import checked_id


# Short and long ones, as enable_long_queue_ids makes them.
@pytest.mark.parametrize("queue_id", ["19A1823C990", "4XyZ14Bb2Wz1f", "ABCDE"])
def test_a_queue_id_is_letters_and_digits(queue_id: str) -> None:
    assert checked_id(queue_id) == queue_id


@pytest.mark.parametrize(
    "text", ["", "ALL", "all", "-d", "-", "19A1823C990 ALL", "19A18;x", "../../etc", "19A1823C990\n"]
)
def test_nothing_else_is_one(text: str) -> None:
    with pytest.raises(MisuseError):
        checked_id(text)
