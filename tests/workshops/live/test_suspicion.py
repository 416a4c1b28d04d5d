"""What stands out: many records within a second, and records that say the same in everything."""

from datetime import UTC, datetime, timedelta

from workshops.live.suspicion import ALIKE_ANSWERS, BURST_RECORDS, alike, bursts

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def times(*seconds: float) -> list[datetime]:
    return [NOON + timedelta(seconds=each) for each in seconds]


def test_a_room_that_scans_one_code_is_no_burst() -> None:
    assert not any(bursts(times(*(each * 0.25 for each in range(100)))))
    assert bursts([]) == ()


def test_a_script_is_one() -> None:
    quick = [10 + each * 0.01 for each in range(BURST_RECORDS)]
    assert bursts(times(0, *quick, 30)) == (False, *[True] * BURST_RECORDS, False)
    assert not any(bursts(times(*quick[:-1])))


def answers(who: str, values: list[int | None]) -> list[tuple[str, str, str, int | None]]:
    return [(who, "item", str(number), value) for number, value in enumerate(values)]


def test_records_with_the_same_answers_form_a_set() -> None:
    same, other = [1, 5, 2, 4, 3, 3, 1, 2], [5, 5, 2, 4, 3, 3, 1, 2]
    given = [*answers("a", same), *answers("b", same), *answers("c", same), *answers("d", other)]
    assert alike(given) == {"a": 1, "b": 1, "c": 1}


def test_few_answers_or_two_people_are_no_sign() -> None:
    short = [3] * (ALIKE_ANSWERS - 1)
    assert alike([row for who in "abc" for row in answers(who, [*short, None])]) == {}
    assert alike([row for who in "ab" for row in answers(who, [3] * 20)]) == {}


def test_the_largest_set_comes_first() -> None:
    given = [row for who in "abc" for row in answers(who, [1] * 9)]
    given += [row for who in "defg" for row in answers(who, [2] * 9)]
    assert alike(given)["d"] == 1
    assert alike(given)["a"] == 2
