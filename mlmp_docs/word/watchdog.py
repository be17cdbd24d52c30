"""Work on templates that may be hostile, in a process of its own: 10 seconds and 1 GB, then it is ended.

A sandbox stops what a template may call, not how long three nested loops take.
"""

from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final, TypeVar

from mlmp_docs.word.mistake import Mistake, TemplateError

SECONDS: Final = 10.0
MEMORY: Final = 1024**3
_START: Final = 60.0
"""How long a new process may take to start on a slow machine, before any template is in it."""
_LAST_WORDS: Final = 0.2
"""How long a worker that closed its pipe may take to end by itself."""
_OUR_MISTAKE: Final = 1
"""A worker that ends so has met an exception that no template should raise."""
Result = TypeVar("Result")


class Watchdog:
    """Runs one piece of work at a time in a worker, which is started at the first and again after one was ended.

    Use it in a `with`; nothing of the worker is left afterwards.
    """

    def __init__(self, seconds: float | None = None, memory: int = MEMORY) -> None:
        self._seconds, self._memory = SECONDS if seconds is None else seconds, memory
        self._process: BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None

    def __enter__(self) -> "Watchdog":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def run(self, name: str, work: Callable[..., Result], *arguments: object) -> Result:
        """What `work` returns; raises the `TemplateError` it raises, and one (S040) when it was ended.

        `work` must be a function at the top of a module, and it all must be picklable.
        """
        pipe = self._started()
        try:
            pipe.send((work, arguments))
            if not pipe.poll(self._seconds):
                self._end()
                raise TemplateError(name, [_too_slow(self._seconds)])
            kind, value = pipe.recv()
        except (EOFError, OSError):
            if self._end() == _OUR_MISTAKE:
                raise
            raise TemplateError(name, [_too_large(self._memory)]) from None
        if kind == "memory":
            self._end()
            raise TemplateError(name, [_too_large(self._memory)])
        if kind == "mistakes":
            raise TemplateError(name, value)
        return value  # type: ignore[no-any-return] # it came through a pipe, which has no types

    def _started(self) -> "Connection[Any, Any]":
        if self._pipe is not None:
            return self._pipe
        # "spawn" everywhere, so that a check behaves on Linux as on the users' Windows.
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._memory), daemon=True)
        self._process.start()
        theirs.close()
        if not self._pipe.poll(_START):
            self._end()
            raise OSError
        self._pipe.recv()
        return self._pipe

    def _end(self) -> int | None:
        """End the worker, if there is one; how it ended."""
        code = None
        if self._process is not None:
            self._process.join(_LAST_WORDS)
            self._process.kill()
            self._process.join()
            code = self._process.exitcode
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None
        return code


def _too_large(memory: int) -> Mistake:
    return Mistake(
        "S040",
        f"Skabelonen bruger over {memory / 1024**3:g} GB hukommelse.",
        "Se efter løkker inde i løkker og meget lange tekster.",
    )


_TOO_DEEP: Final = Mistake(
    "S040", "Skabelonen har alt for mange løkker, betingelser eller tabeller inde i hinanden.", "Gør den enklere."
)


def _too_slow(seconds: float) -> Mistake:
    return Mistake(
        "S040",
        f"Skabelonen er ikke færdig på {seconds:g} sekunder.",
        "Se efter løkker inde i løkker.",
    )


def _work(pipe: "Connection[Any, Any]", memory: int) -> None:
    """The worker's life: one answer to each question until the other end is gone."""
    # Loaded before the limits count, and before the clock of the first question does.
    import mlmp_docs.word.lint  # noqa: F401

    _limit(memory)
    pipe.send("ready")
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            work, arguments = pipe.recv()
            try:
                answer = ("value", work(*arguments))
            except TemplateError as error:
                answer = ("mistakes", error.mistakes)
            except RecursionError:
                answer = ("mistakes", (_TOO_DEEP,))
            except MemoryError:
                answer = ("memory", None)
            pipe.send(answer)


def _limit(memory: int) -> None:
    """What the platform can limit: Windows has no such limits, macOS does not keep this one."""
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
