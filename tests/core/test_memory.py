"""What is kept for some seconds: worked out once in them, anew after them, not at all where nothing is kept."""

from safefair.core.memory import MOST, remembered


def counted():
    """A function that says how often it was asked in earnest."""
    asked: list[int] = []

    @remembered
    def twice(number: int) -> int:
        asked.append(number)
        return 2 * number

    return twice, asked


def test_it_is_worked_out_once_for_the_same_arguments(settings):
    settings.MEMORY_SECONDS = 30
    twice, asked = counted()

    assert [twice(2), twice(2), twice(3)] == [4, 4, 6]
    assert asked == [2, 3]


def test_it_is_worked_out_anew_when_it_is_too_old(settings, monkeypatch):
    settings.MEMORY_SECONDS = 30
    twice, asked = counted()
    now = [100.0]
    monkeypatch.setattr("safefair.core.memory.time.monotonic", lambda: now[0])
    twice(2)
    now[0] += 31
    twice(2)

    assert asked == [2, 2]


def test_nothing_is_kept_for_no_seconds(settings):
    settings.MEMORY_SECONDS = 0
    twice, asked = counted()
    twice(2)
    twice(2)

    assert asked == [2, 2]


def test_what_is_kept_does_not_grow_for_ever(settings):
    settings.MEMORY_SECONDS = 30
    twice, asked = counted()
    for number in range(MOST + 1):
        twice(number)
    twice(0)

    assert asked[-1] == 0
