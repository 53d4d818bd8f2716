"""Property tests have no deadline: on a busy machine it would be the machine that fails them."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "corrections", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("corrections")
