"""Fixtures that are dear and shared: the language model is loaded once."""

from __future__ import annotations

import pytest

from grotius.codebook import Codebook, load
from grotius.language import Language, NumberReader


@pytest.fixture(scope="session")
def language() -> Language:
    return Language()


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load()


@pytest.fixture(scope="session")
def reader(codebook: Codebook) -> NumberReader:
    return NumberReader(codebook.numbers)
