"""Work in order: what one chat asks is done one after the other, while other chats go on beside it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

#: Chats that are answered at the same time.
_MOST_AT_ONCE = 32

Work = Callable[[], Awaitable[None]]


@dataclass
class _Line:
    """The queue of one chat. `warned`: it was told to wait, once until the queue is empty."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    warned: bool = False


class Lines:
    """The queues of all chats."""

    def __init__(self, most_waiting: int) -> None:
        self._most_waiting = most_waiting
        self._lines: dict[int, _Line] = {}
        self._places = asyncio.Semaphore(_MOST_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, chat: int, work: Work, refuse: Work) -> asyncio.Task[None] | None:
        """Queue work of a chat. When too much waits, the work is dropped, and the first time `refuse` is done."""
        line = self._lines.setdefault(chat, _Line())
        if line.waiting < self._most_waiting:
            line.waiting += 1
            return self.beside(lambda: self._do(chat, line, work))
        if line.warned:
            return None
        line.warned = True
        return self.beside(refuse)

    def beside(self, work: Work) -> asyncio.Task[None]:
        """Do work at once, in no order."""
        task = asyncio.create_task(_guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self, seconds: float) -> None:
        """Let what is going on end within these seconds, then break it off."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        open_tasks = list(self._tasks)
        for task in open_tasks:
            task.cancel()
        await asyncio.gather(*open_tasks, return_exceptions=True)

    async def _do(self, chat: int, line: _Line, work: Work) -> None:
        try:
            async with line.lock, self._places:
                await work()
        finally:
            line.waiting -= 1
            if not line.waiting:
                self._lines.pop(chat, None)


async def _guarded(work: Work) -> None:
    try:
        await work()
    except Exception as error:  # Its text could hold what a person wrote.
        logger.error("Work for a chat failed: %s", type(error).__name__)
