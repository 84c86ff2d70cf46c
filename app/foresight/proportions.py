"""How well a share is known that was counted among independent draws."""

import math

Z_95 = 1.959964  # normal quantile of a 95 % interval


def wilson_interval(hits: int, draws: int) -> tuple[float, float]:
    """Interval of 95 % in [0, 1] for a share of draws; draws: at least one. Source: Wilson 1927."""
    share, square = hits / draws, Z_95 * Z_95
    middle = share + square / (2 * draws)
    reach = Z_95 * math.sqrt(share * (1 - share) / draws + square / (4 * draws * draws))
    low, high = (middle - reach) / (1 + square / draws), (middle + reach) / (1 + square / draws)
    return (low if hits else 0.0), (high if hits < draws else 1.0)
