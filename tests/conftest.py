"""Fixtures that are dear and shared: the codebook, the language model and the engine are loaded once."""

from __future__ import annotations

import pytest

from grotius import codebook as codebook_room
from grotius.codebook import Codebook
from grotius.language import Language, NumberReader
from grotius.run import Engine


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return codebook_room.load()


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="session")
def language(engine: Engine) -> Language:
    return engine.language


@pytest.fixture(scope="session")
def reader(codebook: Codebook) -> NumberReader:
    return NumberReader(codebook.numbers)
