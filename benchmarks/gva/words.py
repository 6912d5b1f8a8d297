"""Words and weights of the domain that no room of Grotius knows, read from ``words.yaml`` beside this file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def words_of(name: str) -> frozenset[str]:
    return frozenset(_listed()[name])


@cache
def weights_of(name: str) -> dict[str, float]:
    return {key: float(value) for key, value in _listed()[name].items()}


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """Matches any of the words or phrases whole, the longest first, in lower-case text."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words_of(name), key=lambda w: (-len(w), w))))})\b")


@cache
def _listed() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8")))
