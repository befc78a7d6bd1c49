"""Remembers what came lately, within bounds."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from math import inf


class Recent:
    """The last `most` keys, each for `seconds`."""

    def __init__(self, most: int, seconds: float = inf, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._seen: OrderedDict[Hashable, float] = OrderedDict()

    def add(self, key: Hashable) -> bool:
        """Whether the key is new, or was forgotten; it counts as seen from now on."""
        now = self._clock()
        if key in self._seen and now - self._seen[key] < self._seconds:
            return False
        self._seen.pop(key, None)
        self._seen[key] = now
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True
