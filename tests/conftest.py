"""The profiles of Hypothesis; nothing else is global."""

from __future__ import annotations

import os

from hypothesis import settings

# `--hypothesis-profile NAME` or HYPOTHESIS_PROFILE=NAME chooses another.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("brief", deadline=None, derandomize=True, database=None, max_examples=15)
settings.register_profile("thorough", deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))
