"""Pages of a snapshot as HTML: the live site's templates, with another frame and without anything to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from grotius.record import Filter
from grotius.web.asked import Asked
from grotius.web.faces import TEMPLATES, environment
from grotius.web.site.links import Addresses

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What stands at the foot of every page."""

    title: str
    version: str
    day: str
    citation: str
    licence: str
    program: str
    rule: str
    filter: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list this is."""

    noun: str
    number: int
    pages: int
    total: int

    @property
    def before(self) -> str | None:
        return f"/{self.noun}/page/{self.number - 1}" if self.number > 1 else None

    @property
    def after(self) -> str | None:
        return f"/{self.noun}/page/{self.number + 1}" if self.number < self.pages else None

    @property
    def last(self) -> str:
        return f"/{self.noun}/page/{self.pages}"


class Layout:
    """Lays views out as files."""

    def __init__(self, addresses: Addresses, snapshot: Snapshot) -> None:
        self._addresses = addresses
        self._environment = _environment()
        self._environment.globals |= {"snapshot": snapshot, "published": True}

    def page(
        self,
        template: str,
        view: object,
        file: str,
        *,
        paging: Paging | None = None,
        reports: Mapping[str, str] = _NOTHING,
    ) -> str:
        """The whole page. ``file`` is where it will lie; ``reports`` names the report of each row on it."""
        noun = file.partition("/")[0].partition(".")[0].partition("-")[0]
        here = "/" if noun == "index" else f"/{noun}"
        told = self._environment.get_template(template).render(
            view=view, asked=Asked(here, (), Filter()), here=here, paging=paging
        )
        return self._addresses.relative(told, "../" * file.count("/"), reports)


def _environment() -> Environment:
    made = environment()
    made.auto_reload = False
    made.loader = ChoiceLoader([FileSystemLoader(TEMPLATES / "site"), FileSystemLoader(TEMPLATES)])
    return made
