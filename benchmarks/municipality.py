"""The whole command on a municipality of 2,000 plans: `python -m benchmarks.municipality`.

Prints the seconds of a first run, a second one with nothing changed, one with one plan changed, one document from a
cold start, and the largest memory of any process. Five documents for each citizen, and the lists.

Wait five minutes between two measurements: on ext4, new files are slow to make after many were deleted, as this does
at its end.
"""

import argparse
import compileall
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import mlmp_docs
from benchmarks.plans import write_municipality

FIVE = ("datobrev", "visuel-plan", "handleplan", "indkaldelse", "dagsorden", "liste", "planlaegning")
BARS = {"first run": 15.0, "nothing changed": 4.0, "one plan changed": 4.0, "one document, cold": 0.5, "help": 0.2}
COLD_STARTS = 5


def run(project: Path, *words: str) -> tuple[float, float]:
    """Seconds that a command took, and the largest memory of one of its processes in MB (where /proc tells it)."""
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "mlmp_docs", *words], cwd=project, **QUIET) as process:
        peak = [0.0]
        watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
        watcher.start()
        process.wait()
        seconds = time.perf_counter() - begun
        watcher.join()
    if process.returncode:
        raise SystemExit(f"mlmp {' '.join(words)} ended with {process.returncode}")
    return seconds, peak[0]


QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _watch(process: "subprocess.Popen[bytes]", peak: list[float]) -> None:
    """Note the largest memory of the process and of its workers."""
    own = Path(f"/proc/{process.pid}")
    while process.poll() is None and own.exists():
        try:
            children = (own / "task" / str(process.pid) / "children").read_text().split()
            for pid in (str(process.pid), *children):
                status = Path(f"/proc/{pid}/status").read_text()
                peak[0] = max(peak[0], int(status.partition("VmHWM:")[2].split()[0]) / 1024)
        except (OSError, IndexError, ValueError):
            pass
        time.sleep(0.05)


def measure(project: Path, processes: int) -> dict[str, tuple[float, float]]:
    """The seconds and the memory of each kind of run."""
    words = ["byg", "--processer", str(processes), *(word for kind in FIVE for word in ("--dokument", kind))]
    found = {"first run": run(project, *words), "nothing changed": run(project, *words)}
    plan = sorted((project / "citizens").iterdir())[len(list((project / "citizens").iterdir())) // 2]
    plan.write_text(plan.read_text(encoding="utf-8").replace("Fællesstuen", "Mødelokale 2"), encoding="utf-8")
    found["one plan changed"] = run(project, *words)
    return found


def measure_cold(project: Path) -> dict[str, tuple[float, float]]:
    """One document of the sample project from a cold start, and the help; medians."""
    one = ("byg", "--borger", "anna", "--dokument", "indkaldelse")
    run(project, *one)
    cold = []
    for _ in range(COLD_STARTS):
        (project / "output" / "2027" / "anna" / "indkaldelse-anna-2027.docx").unlink()
        cold.append(run(project, *one))
    helped = [run(project, "--help") for _ in range(COLD_STARTS)]
    return {"one document, cold": _median(cold), "help": _median(helped)}


def _median(runs: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(seconds for seconds, _ in runs), max(memory for _, memory in runs)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antal", type=int, default=2000)
    parser.add_argument("--processer", type=int, default=2)
    arguments = parser.parse_args()
    # As pip does when it installs the program; a source folder may have no compiled files, or those of older files.
    compileall.compile_dir(Path(mlmp_docs.__file__).parent, quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        municipality, sample = Path(folder) / "kommune", Path(folder) / "eksempel"
        write_municipality(municipality, arguments.antal)
        run(Path(folder), "start", str(sample))
        found = measure(municipality, arguments.processer) | measure_cold(sample)
    print(f"{arguments.antal} plans, five documents each and lists, {arguments.processer} processes")
    for name, (seconds, memory) in found.items():
        told = f"{memory:4.0f} MB in the largest process" if memory else ""
        print(f"{name:20} {seconds:6.2f} s   bar {BARS[name]:5.1f} s   {told}")


if __name__ == "__main__":
    main()
