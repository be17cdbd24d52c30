"""An existing Dask cluster as an executor (the extra `mlmp-docs[dask]`).

Its machines need the same version of this program, and nothing of the project: plans and templates are sent to them,
finished files come back.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class ClusterError(Exception):
    """A cluster that cannot be used; the message is a Danish reason with a remedy."""


@contextmanager
def cluster(address: str, seconds: int = 10) -> Iterator[Executor]:
    """The cluster whose scheduler has this address. Raises `ClusterError`."""
    try:
        from distributed import Client
    except ModuleNotFoundError as missing:
        raise ClusterError("pakken distributed mangler – hent den med pip install 'mlmp-docs[dask]'") from missing
    try:
        connect: Any = Client
        client = connect(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError) as trouble:  # a TimeoutError is an OSError
        reason = f"der svarer ingen planlægger (scheduler) på {address} – se efter, om adressen er rigtig"
        raise ClusterError(reason) from trouble
    with client:
        try:
            client.wait_for_workers(1, timeout=seconds)
        except TimeoutError as trouble:
            raise ClusterError(f"klyngen på {address} har ingen arbejdere (workers) – start mindst én") from trouble
        yield _Cluster(client.get_executor())


class _Cluster(Executor):
    """The cluster's own executor, except that a dead worker is told as everywhere else."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Let the cluster call the function."""
        told: Future[T] = Future()
        self._executor.submit(fn, *args, **kwargs).add_done_callback(lambda done: _tell(done, told))
        return told


def _tell(done: "Future[T]", told: "Future[T]") -> None:
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    if done.cancelled():
        told.set_exception(BrokenExecutor())
        return
    trouble = done.exception()
    if trouble is None:
        told.set_result(done.result())
    else:
        told.set_exception(BrokenExecutor() if isinstance(trouble, KilledWorker | CommClosedError) else trouble)
