"""The output contract: one JSON object per report, and the JSON Schema that describes it."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from grotius.model import Extraction

_ADAPTER = TypeAdapter(Extraction)


def to_json(extraction: Extraction) -> str:
    """One line of JSON, without a line break."""
    return _ADAPTER.dump_json(extraction).decode("utf-8")


def from_json(line: str | bytes) -> Extraction:
    """The extraction that ``to_json`` wrote.

    Raises:
        pydantic.ValidationError: the line does not follow the contract.
    """
    return _ADAPTER.validate_json(line)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what ``to_json`` writes."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_ADAPTER.json_schema(mode="serialization")}
