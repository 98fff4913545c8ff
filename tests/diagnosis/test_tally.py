"""Each distinct failure once."""

from smtptui.diagnosis.log_lines import Found
from smtptui.diagnosis.tally import MAXIMUM_DISTINCT, Tally


def test_ids_addresses_and_times_do_not_make_two_failures() -> None:
    tally = Tally()
    tally.add(Found("550 5.1.1 <one@example.net>: User unknown 4XyZ1", 550))
    tally.add(Found("550 5.1.1 <two@example.net>: User unknown 4AbC2", 550))
    tally.add(Found("450 5.1.1 <two@example.net>: User unknown 4AbC2", 450))
    assert [(found.code, count) for found, count in tally] == [(550, 2), (450, 1)]


def test_the_first_of_its_kind_is_kept() -> None:
    tally = Tally()
    for name in ("one", "two"):
        tally.add(Found(f"550 <{name}@example.net> unknown", 550))
    assert next(iter(tally))[0].text == "550 <one@example.net> unknown"


def test_what_is_beyond_the_bound_is_only_counted() -> None:
    tally = Tally()
    for number in range(MAXIMUM_DISTINCT + 5):
        tally.add(Found("550 " + "".join(chr(97 + int(digit)) for digit in str(number)), 550))
    assert len(tally) == MAXIMUM_DISTINCT
    assert tally.others == 5
