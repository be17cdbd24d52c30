"""Ten thousand documents in two processes, start-up included, written to disk; and the memory the workers need."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.letter import JINJA, citizens, letter

_CHUNK = 250


def fill(template: bytes, folder: str, first: int) -> tuple[int, float]:
    """What a worker does with one chunk of citizens; tells its number of process and its memory in MB."""
    from mlmp_docs.word import render

    for number, citizen in enumerate(citizens(_CHUNK, first), first):
        (Path(folder) / f"{number}.docx").write_bytes(render(template, citizen))
    return os.getpid(), _most_memory()


def _most_memory() -> float:
    """The most megabytes this process ever held. Linux's own count: `getrusage` starts with what the parent held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(count: int, processes: int) -> None:
    """Make all documents; print each worker's memory after its first and its last chunk."""
    template = letter(JINJA)
    memory: dict[int, list[float]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool,
    ):
        chunks = [pool.submit(fill, template, folder, first) for first in range(0, count, _CHUNK)]
        for chunk in chunks:
            process, megabytes = chunk.result()
            memory.setdefault(process, []).append(megabytes)
        made = len(list(Path(folder).iterdir()))
    assert made == count
    for number, megabytes in enumerate(memory.values(), 1):
        print(f"  worker {number}: {megabytes[0]:.0f} MB after {_CHUNK} documents, {megabytes[-1]:.0f} MB at the end")


def main(*, count: int = 10_000, processes: int = 2) -> None:
    """Start everything anew and take the time."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "benchmarks.batch", str(count), str(processes)], check=True)
    taken = time.perf_counter() - start
    print(f"{count} documents, {processes} processes, start-up included: {taken:.2f} s ({count / taken:.0f}/s)")


if __name__ == "__main__":
    run(int(sys.argv[1]), int(sys.argv[2]))
