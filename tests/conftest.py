"""Fixtures that are dear and shared: the language model is loaded once."""

from __future__ import annotations

import pytest

from grotius.language import Language


@pytest.fixture(scope="session")
def language() -> Language:
    return Language()
