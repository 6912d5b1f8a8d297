"""The version of Grotius; it stands with every row that the program makes."""

__version__ = "0.1.0"
