"""How many tries an address has, on a clock of the test."""

from light.guessing import GuessLimit


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_window_slides() -> None:
    clock = Clock()
    limit = GuessLimit(2, 60, clock)
    assert limit.wait("192.0.2.1") == 0
    clock.now = 30
    assert limit.wait("192.0.2.1") == 0
    assert limit.wait("192.0.2.1") == 30
    clock.now = 59.5
    assert limit.wait("192.0.2.1") == 1
    clock.now = 60
    assert limit.wait("192.0.2.1") == 0
    assert limit.wait("192.0.2.1") == 30


def test_others_are_not_slowed_down() -> None:
    limit = GuessLimit(1, 60, Clock())
    assert limit.wait("192.0.2.1") == 0
    assert limit.wait("192.0.2.2") == 0
    assert limit.wait("192.0.2.1") == 60


def test_a_right_secret_clears_the_count() -> None:
    limit = GuessLimit(1, 60, Clock())
    limit.wait("192.0.2.1")
    limit.forget("192.0.2.1")
    assert limit.wait("192.0.2.1") == 0


def test_one_network_card_has_one_count_whatever_its_address() -> None:
    limit = GuessLimit(1, 60, Clock())
    assert limit.wait("2001:db8:1:2::1") == 0
    assert limit.wait("2001:db8:1:2:ffff::9") > 0
    assert limit.wait("2001:db8:1:3::1") == 0
    assert limit.wait("192.0.2.1") == 0
    assert limit.wait("::ffff:192.0.2.1") > 0


def test_old_counts_are_forgotten() -> None:
    clock = Clock()
    limit = GuessLimit(1, 60, clock)
    for n in range(10_000):
        limit.wait(f"10.0.{n // 256}.{n % 256}")
    clock.now = 61
    limit.wait("192.0.2.1")
    assert len(limit._tries) == 1
