"""The same work on many things, in a few processes that share what is there already."""

import multiprocessing
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_WORK: list[Callable[[Any], Any]] = []  # inherited by the processes: a population is large


def in_turn(work: Callable[[T], R], things: Sequence[T], jobs: int) -> list[R]:
    """The results in order. jobs: processes; 1: none but this one."""
    if jobs == 1:
        return [work(each) for each in things]
    _WORK.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            return pool.map(_done, things, chunksize=1)
    finally:
        _WORK.pop()


def _done(thing: Any) -> Any:
    return _WORK[-1](thing)
