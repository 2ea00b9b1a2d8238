"""The tiers of the sandbox as parameters of a fixture: the quick part tries the one that every machine gives."""

import pytest

from autograder.sandbox import TIERS

EVERY_TIER = [pytest.param(tier, marks=pytest.mark.slow) for tier in TIERS[:-1]] + [TIERS[-1]]
