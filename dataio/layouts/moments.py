"""Days and instants out of what cells say, on the clocks of the file and of the person."""

from datetime import UTC, date, datetime, tzinfo
from typing import Final

from dataio.layouts.cells.days import Moment
from dataio.layouts.layout import Clock
from jobtracker.days import start_of


class Clocks:
    """The clocks of a file, and those of the person who reads it."""

    def __init__(self, clock: Clock, zone: tzinfo) -> None:
        self._zone: Final = zone
        self._clock: Final = clock

    def day(self, moment: Moment) -> date:
        """The day that it is for the person. Raises OverflowError at the ends of the calendar."""
        if not isinstance(moment, datetime):
            return moment
        if moment.tzinfo is None:
            if self._clock is not Clock.UTC:
                return moment.date()
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(self._zone).date()

    def instant(self, moment: Moment) -> datetime:
        """The instant, in UTC; of a day alone its beginning. Raises OverflowError at the ends of the calendar."""
        if not isinstance(moment, datetime):
            return start_of(moment, self._zone)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        if self._clock is Clock.UTC:
            return moment.replace(tzinfo=UTC)
        if self._clock is Clock.UNKNOWN:
            return start_of(moment.date(), self._zone)
        return moment.replace(tzinfo=self._zone).astimezone(UTC)


def written(instant: datetime) -> str:
    """An instant as the exports write it."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
