"""Settings for generated examples: how fast a busy machine makes and runs them is no fault."""

from hypothesis import HealthCheck, settings


def unhurried(examples: int = 100) -> settings:
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
