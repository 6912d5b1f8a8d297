"""The codebook: what Grotius looks for, as YAML that an analyst can read and edit.

In come our files under ``data/`` and, if given, a folder of the user's own; out goes one frozen ``Codebook``. It never
looks at a report, and it never runs what a file says.
"""

from grotius.codebook.kinds import Codebook
from grotius.codebook.load import load

__all__ = ["Codebook", "load"]
