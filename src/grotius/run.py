"""The way itself: the one place that strings the rooms together, from a source to the record."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from grotius.codebook import load as load_codebook
from grotius.errors import SettingsError, SourceError
from grotius.extract import Extractor, not_about_war
from grotius.ground import Grounder
from grotius.language import DEFAULT_MODEL, Document, Language
from grotius.merge import link_repeats, weights_of
from grotius.model import Extraction, Report, Versions
from grotius.record import Added, Merged, Record
from grotius.reports import Assembler, Draft, Limits, Unreadable, count_sources, read_sources
from grotius.version import __version__

DEFAULT_RECORD = "grotius.sqlite"
_LEAST_CONFIDENCE = 0.8
_IN_FLIGHT_PER_WORKER = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen for a run. ``codebook`` is a folder laid over ours; ``model`` a spaCy pipeline's name."""

    codebook: Path | None = None
    model: str | None = None

    @property
    def model_name(self) -> str:
        return self.model or os.environ.get("GROTIUS_MODEL") or DEFAULT_MODEL


class Engine:
    """One report in, its rows out. Loads the codebook, the language model and the gazetteer once."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.codebook = load_codebook(settings.codebook)
        self._assembler = Assembler(self.codebook, Limits())
        self.language = Language(settings.model_name)
        self._grounder = Grounder(self.codebook)
        self._extractor = Extractor(self.codebook)
        self.versions = Versions(__version__, self.codebook.hash, self.language.name)

    def report(self, text: str, source: str, *, published: str | None = None, title: str | None = None) -> Report:
        """A report of a text that is at hand, cleaned like any other.

        Raises:
            SourceError: there is nothing to read in it.
        """
        made = self._assembler.report(Draft(source, text, title=title, published=published))
        if isinstance(made, Unreadable):
            raise SourceError(f"{made.source}: {made.reason}")
        return made

    def document(self, report: Report) -> Document:
        """The report's text as language, nothing parsed yet."""
        return self.language.read(report.text, report.published, self._grounder.names)

    def extract(self, report: Report, *, whole: bool = False) -> Extraction:
        """Everything found in the report; nothing, with a note that says why, where it cannot be read.

        ``whole`` reads closely whatever the report is about: for single sentences, such as the codebook's examples.
        """
        if not whole and (note := _not_english(report)):
            return Extraction(report, self.versions, notes=(note,))
        document = self.document(report)
        found = self._extractor.extract(report, document, self.versions, whole)
        return _with_notes(link_repeats(self._grounder.ground(found, document)))


def _not_english(report: Report) -> str | None:
    if report.language in (None, "en") or (report.language_confidence or 0) < _LEAST_CONFIDENCE:
        return None
    return (
        f"This report is not in English (language {report.language!r}, confidence "
        f"{report.language_confidence:.2f}); it is kept without rows."
    )


def _with_notes(extraction: Extraction) -> Extraction:
    if extraction.report.published is None:
        note = "This report has no known date of publication; times such as 'on Friday' stay unresolved."
        return replace(extraction, notes=(*extraction.notes, note))
    return extraction


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. ``total`` is ``None`` where the number of reports cannot be known beforehand."""

    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Read:
    """What ``read`` did. ``aside`` of the new and changed reports are about no war, and were not read closely."""

    new: int
    versions: int
    unchanged: int
    unreadable: tuple[Unreadable, ...]
    merged: Merged
    aside: int = 0

    @property
    def reports(self) -> int:
        return self.new + self.versions + self.unchanged


def extract(
    sources: str | Sequence[str],
    *,
    codebook: Path | str | None = None,
    model: str | None = None,
    workers: int = 1,
    on_unreadable: Callable[[Unreadable], None] | None = None,
) -> Iterator[Extraction]:
    """Read reports and yield what is found in each; no record is involved.

    Args:
        sources: a path, glob or URL, or several of them.
        codebook: a folder of YAML files laid over our codebook.
        model: an installed English spaCy pipeline; ours where not given.
        workers: how many processes share the work.
        on_unreadable: called with each source that could not be read; without it they are passed over.

    Raises:
        CodebookError, SettingsError: before the first report.
    """
    settings = _settings(codebook, model, workers)
    names = [sources] if isinstance(sources, str) else sources
    reports = _readable(read_sources(names, codebook=load_codebook(settings.codebook)), on_unreadable)
    return _extract_all(reports, settings, workers)


def read(
    sources: str | Sequence[str],
    record: Record | str | Path = DEFAULT_RECORD,
    *,
    codebook: Path | str | None = None,
    model: str | None = None,
    workers: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    on_unreadable: Callable[[Unreadable], None] | None = None,
) -> Read:
    """Read reports into a record and merge what they tell. Reading the same reports again changes nothing.

    Each report is one transaction: what is killed half-way has kept all it had finished, and a second run does the
    rest. See ``extract`` for the other arguments.

    Raises:
        RecordError, CodebookError, SettingsError.
    """
    settings = _settings(codebook, model, workers)
    names = [sources] if isinstance(sources, str) else list(sources)
    if isinstance(record, Record):
        return _read_into(record, names, settings, workers, on_progress, on_unreadable)
    with Record.open(record) as opened:
        return _read_into(opened, names, settings, workers, on_progress, on_unreadable)


def _read_into(
    record: Record,
    sources: list[str],
    settings: Settings,
    workers: int,
    on_progress: Callable[[Progress], None] | None,
    on_unreadable: Callable[[Unreadable], None] | None,
) -> Read:
    unreadable: list[Unreadable] = []
    counts = {"new": 0, "version": 0, "unchanged": 0}
    total = count_sources(sources)

    def note(source: Unreadable) -> None:
        unreadable.append(source)
        if on_unreadable:
            on_unreadable(source)

    def count(outcome: str) -> None:
        counts[outcome] += 1
        if on_progress:
            on_progress(Progress(sum(counts.values()) + len(unreadable), total))

    aside = 0
    engine = _Lazy(settings)
    found = read_sources(sources, codebook=load_codebook(settings.codebook))

    def unknown(reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            if record.has(report, engine.versions()):
                count("unchanged")
            else:
                yield report

    for extraction in _extract_all(unknown(_readable(found, note)), settings, workers, engine):
        added: Added = record.add(extraction)
        count(added.outcome)
        aside += not_about_war(extraction)
    if settings.codebook is not None:
        record.weights = weights_of(engine.get().codebook)
    merged = record.merge()
    return Read(counts["new"], counts["version"], counts["unchanged"], tuple(unreadable), merged, aside)


def _settings(codebook: Path | str | None, model: str | None, workers: int) -> Settings:
    if workers < 1:
        raise SettingsError(f"--workers is {workers}; it takes a whole number from 1.")
    return Settings(Path(codebook) if codebook is not None else None, model)


def _readable(
    found: Iterable[Report | Unreadable], on_unreadable: Callable[[Unreadable], None] | None
) -> Iterator[Report]:
    for item in found:
        if isinstance(item, Report):
            yield item
        elif on_unreadable:
            on_unreadable(item)


class _Lazy:
    """An engine that is made when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine: Engine | None = None

    def get(self) -> Engine:
        if self._engine is None:
            self._engine = Engine(self._settings)
        return self._engine

    def versions(self) -> Versions:
        return self.get().versions


def _extract_all(
    reports: Iterable[Report], settings: Settings, workers: int, engine: _Lazy | None = None
) -> Iterator[Extraction]:
    if workers > 1:
        yield from _extract_in_processes(reports, settings, workers)
        return
    engine = engine or _Lazy(settings)
    for report in reports:
        yield _kept(engine.get(), report)


def _kept(engine: Engine, report: Report) -> Extraction:
    """What is found in the report; a fault of ours in one report must not cost the others theirs."""
    try:
        return engine.extract(report)
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"[:200]
        note = f"Reading this report failed ({fault}); it is kept without rows. Please tell us, with its text."
        return Extraction(report, engine.versions, notes=(note,))


def _extract_in_processes(reports: Iterable[Report], settings: Settings, workers: int) -> Iterator[Extraction]:
    """In the order of the reports; only a few reports per worker are held at a time."""
    waiting: deque[Future[Extraction]] = deque()
    with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (settings,)) as pool:
        for report in reports:
            waiting.append(pool.submit(_work, report))
            if len(waiting) >= workers * _IN_FLIGHT_PER_WORKER:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class _Worker:
    """The engine of a worker process; each process has its own."""

    engine: Engine | None = None


def _start_worker(settings: Settings) -> None:
    _Worker.engine = Engine(settings)


def _work(report: Report) -> Extraction:
    if _Worker.engine is None:  # pragma: no cover - the pool always starts its workers with an engine
        raise RuntimeError("worker without an engine")
    return _kept(_Worker.engine, report)
