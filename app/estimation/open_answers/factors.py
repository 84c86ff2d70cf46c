"""A table of numbers not below zero as the product of two thin ones (NMF)."""

import numpy as np
from scipy.sparse.linalg import svds

from app.estimation.arrays import Floats

TINY = 1e-12


def factors(table: Floats, k: int, rounds: int = 400) -> tuple[Floats, Floats]:
    """W, shape (n, k), and H, shape (k, m), not below 0, whose product comes near table, (n, m).

    Least squares by turns on each column of W and row of H (HALS), which never moves away; begun
    from singular vectors (NNDSVD, gaps filled with the mean), so that the same table gives the
    same factors. Rows of H have length 1. 1 <= k < min(n, m). Raises ValueError otherwise, or
    for numbers below 0.
    Source: Cichocki and Phan 2009, IEICE Transactions E92-A:708; Boutsidis and Gallopoulos 2008,
    Pattern Recognition 41:1350.
    """
    if not 1 <= k < min(table.shape) or (table < 0).any():
        raise ValueError("Give a table of numbers not below 0 with more rows and columns than k.")
    w, h = _begun(table, k)
    before = np.inf
    for _ in range(rounds):
        _improve(w, h @ table.T, h @ h.T)
        _improve(h.T, w.T @ table, w.T @ w)
        gap = float(np.linalg.norm(table - w @ h))
        if before - gap <= 1e-9 * max(gap, TINY):
            break
        before = gap
    lengths = np.maximum(np.linalg.norm(h, axis=1), TINY)
    return w * lengths, h / lengths[:, None]


def _improve(factor: Floats, crossed: Floats, square: Floats) -> None:
    """Each column of a factor, shape (n, k), the others being as they are; changed in place."""
    for place in range(factor.shape[1]):
        left = crossed[place] - factor @ square[:, place]
        step = left / max(float(square[place, place]), TINY)
        factor[:, place] = np.maximum(factor[:, place] + step, TINY)


def _begun(table: Floats, k: int) -> tuple[Floats, Floats]:
    u, s, vt = svds(table, k=k, v0=np.ones(min(table.shape)))
    order = np.argsort(-s)
    w, h = np.zeros((table.shape[0], k)), np.zeros((k, table.shape[1]))
    for place, found in enumerate(order):
        left, right = _larger_side(u[:, found], vt[found])
        size = float(np.linalg.norm(left) * np.linalg.norm(right))
        scale = np.sqrt(s[found] * size)
        w[:, place] = scale * left / max(float(np.linalg.norm(left)), TINY)
        h[place] = scale * right / max(float(np.linalg.norm(right)), TINY)
    mean = float(table.mean())
    w[w == 0], h[h == 0] = mean, mean
    return w, h


def _larger_side(left: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Of a pair of singular vectors, the parts above zero or those below, whichever weigh more."""
    above = np.maximum(left, 0), np.maximum(right, 0)
    below = np.maximum(-left, 0), np.maximum(-right, 0)
    weights = [float(np.linalg.norm(a) * np.linalg.norm(b)) for a, b in (above, below)]
    return above if weights[0] >= weights[1] else below
