"""Matrices of 1 and -1 whose columns balance each other."""

import numpy as np

from app.estimation.arrays import Floats
from app.estimation.errors import ReplicateError

LARGEST = 2048  # enough for as many strata; no larger one is looked for


def hadamard(order: int) -> Floats:
    """Shape (order, order): columns are at right angles, the first is all 1.

    Built from the roots 1 and 2, from primes (Paley 1933) and by doubling (Sylvester 1867); up to
    order 20 the matrices of R survey, on which errors of ratios and medians depend.
    Raises ReplicateError where these do not give the order.
    """
    found = _built(order)
    if found is None:
        raise ReplicateError(f"No balanced matrix of order {order} is known here: ask for more.")
    return found * found[:, :1]


def order_above(strata: int) -> int:
    """The smallest order with a balanced column for each stratum beside the first.

    strata: 0 or more. Raises ReplicateError above LARGEST.
    """
    orders = (order for order in range(4, LARGEST + 1, 4) if order > strata)
    for order in orders:
        if _built(order) is not None:
            return order
    raise ReplicateError(f"{strata} strata are too many to balance: use the jackknife.")


def _built(order: int) -> Floats | None:
    if order in {1, 2}:
        return np.array([[1.0, 1.0], [1.0, -1.0]])[:order, :order]
    if order < 1 or order % 4:
        return None
    if _is_prime(order - 1) and order & (order - 1):
        return _paley(order - 1)
    if order % 8 == 4 and _is_prime(order // 2 - 1):
        return _paley_doubled(order // 2 - 1)
    half = _built(order // 2)
    return None if half is None else np.kron(np.array([[1.0, 1.0], [1.0, -1.0]]), half)


def _is_prime(number: int) -> bool:
    divisors = range(2, int(number**0.5) + 1)
    return number > 1 and all(number % each for each in divisors)


def _residues(prime: int) -> Floats:
    """1 where the difference of row and column is a square, -1 where not, 0 on the diagonal."""
    signs = np.full(prime, -1.0)
    signs[np.arange(1, prime) ** 2 % prime] = 1.0
    signs[0] = 0.0
    places = np.arange(prime)
    found: Floats = signs[(places[:, None] - places) % prime]
    return found


def _paley(prime: int) -> Floats:
    """Order prime + 1, where the prime is one less than a multiple of 4."""
    found = np.ones((prime + 1, prime + 1))
    found[1:, 1:] = (_residues(prime) + np.eye(prime))[:, ::-1]
    found[1:, 0] = -1.0
    return found


def _paley_doubled(prime: int) -> Floats:
    """Order 2 (prime + 1), where the prime is one more than a multiple of 4."""
    core = np.ones((prime + 1, prime + 1))
    core[0, 0] = 0.0
    core[1:, 1:] = _residues(prime)
    one, two = np.array([[1.0, 1.0], [1.0, -1.0]]), np.array([[1.0, -1.0], [-1.0, -1.0]])
    found: Floats = np.kron(core, one) + np.kron(np.eye(prime + 1), two)
    return found
