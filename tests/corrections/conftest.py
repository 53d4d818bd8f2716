"""Property tests that write files take what time the disk takes."""

from hypothesis import settings

settings.register_profile("corrections", deadline=None, max_examples=50)
settings.load_profile("corrections")
