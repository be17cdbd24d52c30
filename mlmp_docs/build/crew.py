"""Worker processes: started when there is enough to do, given a little at a time, and replaced when one dies.

One broken plan or template may kill the process that holds it. What was under way is then done again alone, one thing
at a time, so that only the thing that kills is lost.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import TypeVar

Thing = TypeVar("Thing")
Found = TypeVar("Found")

SELDOM = 200_000
"""How many more objects there must be before Python looks for garbage that refers to itself: there is next to none, and
looking takes a twentieth of a worker's time."""

Work = Callable[[Sequence[Thing]], list[Found]]
"""What a worker does with a few things; one result each."""


class Crew:
    """Up to `processes` worker processes, all told the same things at the start by `prepare(*told)`."""

    def __init__(self, processes: int, prepare: Callable[..., None], *told: object) -> None:
        self._processes = processes
        self._prepare = prepare
        self._told = told
        self._pool: ProcessPoolExecutor | None = None
        self.broke = False
        """Whether a process died: what it began may lie about."""

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dismiss()

    def release(self) -> None:
        """Let the workers end while this process goes on with what is left; call it when they have nothing to do."""
        if self._pool is not None:
            self._pool.shutdown(wait=False)
            self._pool = None

    def each(
        self, work: Work[Thing, Found], things: Sequence[Thing], lost: Callable[[Thing], Found], *, alone_below: int
    ) -> Iterator[list[Found]]:
        """The results, a few at a time and in any order; `lost` is the result for what killed its process.

        Fewer things than `alone_below` are done in this process, unless there are workers already.
        """
        if self._processes < 2 or (self._pool is None and len(things) < alone_below):
            self._prepare(*self._told)
            for thing in things:
                yield work([thing])
            return
        waiting = deque(_few(things, self._processes))
        under_way: dict[Future[list[Found]], Sequence[Thing]] = {}
        while waiting or under_way:
            suspects: list[Thing] = []
            try:
                while waiting and len(under_way) < 2 * self._processes:
                    under_way[self._workers().submit(work, waiting[0])] = waiting[0]
                    waiting.popleft()
            except BrokenProcessPool:
                suspects += _give_up(under_way)
            for future in wait(under_way, return_when=FIRST_COMPLETED).done if under_way else ():
                few = under_way.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    suspects += few
            if suspects:
                self.broke = True
                suspects += _give_up(under_way)
                self._dismiss(broken=True)
                for suspect in suspects:
                    yield [self._alone(work, suspect, lost)]

    def _alone(self, work: Work[Thing, Found], thing: Thing, lost: Callable[[Thing], Found]) -> Found:
        """The result of one thing in a process that holds nothing else."""
        try:
            return self._workers(1).submit(work, [thing]).result()[0]
        except BrokenProcessPool:
            return lost(thing)
        finally:
            self._dismiss()

    def _workers(self, count: int | None = None) -> ProcessPoolExecutor:
        if self._pool is None:
            # "spawn" everywhere, so that a run behaves on Linux as it does on the users' Windows.
            self._pool = ProcessPoolExecutor(
                count or self._processes,
                mp_context=get_context("spawn"),
                initializer=_begin,
                initargs=(self._prepare, self._told),
            )
        return self._pool

    def _dismiss(self, *, broken: bool = False) -> None:
        if self._pool is not None:
            # A process that was just being started when another one died is waited for, and never told to end.
            for process in active_children() if broken else ():
                process.kill()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def elsewhere(
    executor: Executor,
    work: Work[Thing, Found],
    things: Sequence[Thing],
    lost: Callable[[Thing], Found],
    *,
    at_once: int,
) -> Iterator[list[Found]]:
    """The results from somebody else's executor, a few at a time and in any order."""
    waiting = deque(_few(things, at_once))
    under_way: dict[Future[list[Found]], Sequence[Thing]] = {}
    while waiting or under_way:
        while waiting and len(under_way) < 2 * at_once:
            some = waiting.popleft()
            under_way[executor.submit(work, some)] = some
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            some = under_way.pop(future)
            try:
                yield future.result()
            except BrokenExecutor:
                if len(some) == 1:
                    yield [lost(some[0])]
                waiting += [[one] for one in some if len(some) > 1]


def _few(things: Sequence[Thing], processes: int) -> Iterator[Sequence[Thing]]:
    size = max(1, min(16, -(-len(things) // (4 * processes))))
    return (things[start : start + size] for start in range(0, len(things), size))


def _give_up(under_way: dict[Future[list[Found]], Sequence[Thing]]) -> list[Thing]:
    """Everything whose process is gone."""
    given_up = [thing for few in under_way.values() for thing in few]
    under_way.clear()
    return given_up


def _begin(prepare: Callable[..., None], told: tuple[object, ...]) -> None:
    # Ctrl-C reaches every process of the terminal; the run itself ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave_with_parent()
    gc.set_threshold(SELDOM)
    prepare(*told)


def _leave_with_parent() -> None:
    """End this worker when the run that started it is killed; a worker left alone would wait for ever."""
    parent = parent_process()
    if parent:

        def watch() -> None:
            parent.join()
            os._exit(1)

        Thread(target=watch, daemon=True).start()
