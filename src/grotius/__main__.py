"""``python -m grotius`` is the command ``grotius``."""

from grotius.cli import main

main()
