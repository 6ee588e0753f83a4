"""The one place that reads the clock; `SOURCE_DATE_EPOCH` pins it."""

import os
from datetime import UTC, date, datetime

from govtool.problems import GovtoolError, error


def now() -> datetime:
    """Return the time in UTC to the second; problem `source-date-epoch` when the variable is no time."""
    pinned = os.environ.get("SOURCE_DATE_EPOCH")
    if pinned is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(pinned), UTC)
    except (ValueError, OverflowError, OSError) as wrong:
        raise GovtoolError(error("source-date-epoch", given=pinned)) from wrong


def today() -> date:
    """Return the day here; pinned like `now`."""
    return now().astimezone().date()
