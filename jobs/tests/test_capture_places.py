"""Few captures at a time in a process, and one for each person."""

import pytest

from jobs.capturing.places import CaptureBusy, CaptureRunning, Places


def test_there_are_so_many_places_and_no_more() -> None:
    places = Places(lambda: 2)
    with places.take(1), places.take(2):
        with pytest.raises(CaptureBusy) as caught, places.take(3):
            pass
        assert (caught.value.status_code, caught.value.headers) == (503, {"Retry-After": "5"})
    with places.take(3), places.take(1):
        pass


def test_nobody_has_two() -> None:
    places = Places(lambda: 2)
    with places.take(1):
        with pytest.raises(CaptureRunning) as caught, places.take(1):
            pass
        assert (caught.value.status_code, caught.value.headers) == (429, {"Retry-After": "5"})
        # Refused, one has not given back what one had.
        with pytest.raises(CaptureRunning), places.take(1):
            pass


def test_a_place_is_free_again_whatever_happened_there() -> None:
    places = Places(lambda: 1)
    with pytest.raises(ZeroDivisionError), places.take(1):
        _ = 1 / 0
    with places.take(1):
        pass
