"""`python -m benchmarks`: everything that is measured, with medians and ratios.

Peers in Python come with `pip install ".[benchmark]"`. docxtpl-ng has docxtpl's name and needs an interpreter of its
own; docxtemplater and carbone need Node and a folder with `npm install docxtemplater pizzip carbone`.
"""

import argparse
import sys
from importlib import import_module
from importlib.util import find_spec

_ENGINE = ("engine", "batch")
_OTHERS = ("municipality", "spreadsheet", "pdf")


def main() -> None:
    """Run what was asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    known = [name for name in (*_ENGINE, *_OTHERS) if find_spec(f"benchmarks.{name}")]
    parser.add_argument("names", nargs="*", help=", ".join(known))
    parser.add_argument("--ng", default="", help="a Python interpreter that has docxtpl-ng")
    parser.add_argument("--node", default="", help="a folder whose node_modules have docxtemplater, pizzip and carbone")
    chosen = parser.parse_args()
    for name in chosen.names or known:
        if name not in known:
            parser.error(f"{name}: choose from {', '.join(known)}")
        module = import_module(f"benchmarks.{name}")
        if name == "engine":
            module.main(ng=chosen.ng, node=chosen.node)
        else:
            sys.argv = [name]  # each has options of its own when it is run alone
            module.main()


if __name__ == "__main__":
    main()
