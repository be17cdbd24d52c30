"""The `mlmp` command: the outermost layer, where language, screen and unexpected errors are settled."""

import gc
import os
import sys
from pathlib import PurePath
from types import TracebackType


def main() -> None:
    """Run the command line and exit with its code: 0 done, 1 something needs attention, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            # A Windows console may have an old code page; Danish letters must reach it, or at least not stop us.
            reconfigure(encoding="utf-8", errors="replace")
    sys.excepthook = _without_values
    # Importing makes many objects that stay; Python would look through all of them again and again for garbage.
    gc.set_threshold(200_000)
    # pydantic would look through every installed package for plugins, which takes longer than reading a plan.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from mlmp_docs.cli.danish import speak_danish

    speak_danish()
    from mlmp_docs.cli import mlmp

    mlmp(prog_name="mlmp")


def _without_values(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell a mistake of ours by type and place only: the text of an exception may hold what a plan says."""
    import traceback  # slow to import, and seldom needed

    lines = ["Der skete en fejl i programmet. Dine filer er, som de var."]
    lines += [f"Skriv til dem, der passer programmet, og send disse linjer ({kind.__name__}):"]
    for frame in traceback.extract_tb(trace)[-8:]:
        lines.append(f"    {PurePath(frame.filename).name}:{frame.lineno} {frame.name}")
    sys.stderr.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
