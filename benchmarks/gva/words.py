"""Words of the domain that no room of Grotius knows, read from ``words.yaml`` beside this file."""

from __future__ import annotations

from pathlib import Path

import yaml


def words_of(name: str) -> frozenset[str]:
    listed = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    return frozenset(listed[name])
