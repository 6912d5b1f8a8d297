"""The web room: the record as pages and as an API, on the user's own machine.

In come requests; out go pages, their ``.json`` and ``.csv`` twins, and people's decisions to the record. It never
reads a report, never loads a language model, never asks another machine for anything, and shows words of reports only
as text.
"""

from grotius.web.app import make_app
from grotius.web.serving import TeamSettings, serve

__all__ = ["TeamSettings", "make_app", "serve"]
