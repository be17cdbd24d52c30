"""Results that are asked for again about the same citizen: what a step found is kept for the step after it.

A citizen's documents are composed one after the other, from the same records, and share most of what they ask.
Imports nothing of ours.
"""

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

Ts = TypeVarTuple("Ts")
T = TypeVar("T")


def latest(function: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
    """Remembers the latest result: a citizen's documents are composed one after the other, from the same things.

    Known again is a call about the same first argument, not one that is only equal to it; the others must be equal.
    Nobody may change what comes back.
    """
    return _remembering(function, 1)


def latest_few(function: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
    """Remembers the latest few results, as `latest` does; for the kinds of reader that documents take turns for."""
    return _remembering(function, 6)


def _remembering(function: Callable[[*Ts], T], most: int) -> Callable[[*Ts], T]:
    kept: deque[tuple[tuple[object, ...], T]] = deque(maxlen=most)

    @wraps(function)
    def remembered(*arguments: *Ts) -> T:
        asked: tuple[object, ...] = arguments
        for known, result in kept:
            if known[0] is asked[0] and known == asked:
                return result
        result = function(*arguments)
        kept.append((arguments, result))
        return result

    return remembered
