"""Grotius reads news reports about a war and keeps its record."""

__version__ = "0.1.0"
