"""The shape of each codebook file: one pydantic model per kind of entry."""
