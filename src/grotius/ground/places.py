"""Places of one report: every name of a place in it resolved together, then read span by span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from grotius.codebook import Codebook
from grotius.codebook.shapes.places import PlaceEntry
from grotius.folding import fold, skeleton, without_type
from grotius.ground.choose import Candidate, Question, choose, distance_km, holds
from grotius.ground.index import Entry, PlaceIndex
from grotius.ground.lexicon import Word
from grotius.ground.named import Named, country_of
from grotius.ground.neighbours import CITY_WORDS, HEADS, Neighbours
from grotius.ground.phrase import Phrases, Run
from grotius.ground.scan import DIRECTIONS, Found, Scanner
from grotius.ground.wars import in_wars
from grotius.ground.words import lines, words
from grotius.model import Place, Precision, Span

_NEAR = frozenset("near outside around towards toward off along beyond".split())
_AREA_HEADS = frozenset(
    "front frontline line lines border borders coast sea waters airspace sky skies territory parts part areas area "
    "outskirts countryside vicinity".split()
)
_LINKS = frozenset("in of at near outside on around inside within from".split())
_ANAPHORS: dict[str, tuple[str, ...]] = {
    "city": ("city",),
    "town": ("city",),
    "village": ("city",),
    "settlement": ("city",),
    "capital": ("capital",),
    "country": ("country",),
    "region": ("admin1", "admin2", "area"),
    "province": ("admin1",),
    "oblast": ("admin1",),
    "district": ("admin2", "city"),
    "peninsula": ("admin1", "area"),
    "enclave": ("admin1", "area", "city"),
    "territory": ("admin1", "area"),
    "there": ("city", "admin2", "admin1", "area", "country"),
    "here": ("city", "admin2", "admin1", "area", "country"),
}
_AT_HOME = 0.4
_AT_HOME_ALWAYS = 4.0
_TOLD = 0.1
_FAMOUS = 300_000
_LEAST_LETTERS = 4
_SENTENCE_ENDS = (". ", "\n", "! ", "? ")
_QUARTERS = frozenset("neighborhood neighbourhood neighborhoods neighbourhoods quarter quarters".split())
_LARGE = 100_000
_QUARTER_KM = 20.0
_PRECISIONS: dict[str, Precision] = {
    "city": "settlement",
    "admin2": "district",
    "admin1": "region",
    "country": "country",
}


class PlaceResolver:
    """Resolves places report by report."""

    def __init__(self, codebook: Codebook, scanner: Scanner, index: PlaceIndex) -> None:
        self.codebook = codebook
        self.scanner = scanner
        self.index = index
        self.phrases = Phrases(codebook, scanner.lexicon)
        self._printed = {
            entry.geonames: entry.label or entry.names[0] for entry in codebook.places.values() if entry.geonames
        }

        self._states = {actor.iso: actor.name for actor in codebook.actors.values() if actor.iso}

    def read(
        self,
        text: str,
        published: str | None = None,
        spans: Iterable[tuple[int, int]] = (),
        others: Iterable[tuple[int, int]] = (),
    ) -> ReportPlaces:
        """All places of a report.

        ``spans`` are said to be places; ``others`` are said to be persons and bodies, which a word such as "town"
        or the place index overrules.
        """
        return ReportPlaces(self, text, published, spans, others)

    def label(self, country: str) -> str:
        """What a country is called, by its ISO code."""
        return self._states.get(country, country)

    def printed(self, entry: Entry) -> tuple[str, str | None]:
        """The names to print for a place and for its region, which is its own: the codebook's, else the gazetteer's."""
        if entry.kind == "country":
            return self._states.get(entry.country, entry.name), None
        region = self._printed.get(entry.admin1_id, entry.admin1) if entry.admin1_id else entry.admin1
        return self._printed.get(entry.geonames_id, entry.name), region


class ReportPlaces:
    """The places of one report, in order of the text."""

    def __init__(
        self,
        resolver: PlaceResolver,
        text: str,
        published: str | None,
        spans: Iterable[tuple[int, int]],
        others: Iterable[tuple[int, int]] = (),
    ) -> None:
        self._resolver = resolver
        self._text = text
        self._others = sorted(others)
        spans = sorted(spans)
        found = [
            name for start, end in lines(text) for name in resolver.scanner.scan(text, words(text[start:end], start))
        ]
        self._names = [self._named(name) for name in found]
        self._neighbours = Neighbours(resolver.codebook, text, self._names)
        self.countries = self._country_weights(published)
        self._home = self._home_countries(published)
        more = _in_spans(resolver.scanner, text, found, spans, whole=True)
        self.found = sorted((*found, *more), key=lambda name: (name.start, name.end))
        self._names.extend(self._named(name) for name in more)
        self._names.extend(list(self._respelled(spans)))
        self._names.sort(key=lambda named: (named.found.start, named.found.end))
        self._link()
        self._doubt()
        choose(self._questions(), self.countries)
        self._count_places()
        self._starts = [name.found.start for name in self._names]

    def at(self, span: Span) -> Place | None:
        """The place that the words mean, or an unresolved one that says why; none where the words name no place."""
        inside = self._between(span.start, span.end)
        doubt = None
        if inside:
            target = self._target(span, inside)
            place = self._place(span, target)
            doubt = target.doubt or self._doubt_of_quarter(span, target, place)
            if doubt is None:
                return self._qualified(span, target, place)
        run = self._resolver.phrases.name(self._text, span.start, span.end)
        if run is not None:
            return self._unresolved(span, run, doubt)
        return None if doubt else self._anaphor(span) or self._site(span) or self._held(span)

    def _unresolved(self, span: Span, run: Run, doubt: str | None) -> Place | None:
        """A name that no list has is a place only where its words or those before it say so."""
        if not run.typed and (not self._resolver.phrases.is_located(self._text, span.start) or self._is_other(run)):
            return None
        why = doubt or "no place of this name is known"
        country, holder = self._neighbours.around(run.start, run.end)
        if country is None:
            return Place(span, span.text, why=why)
        name, region = self._resolver.printed(holder) if holder is not None else (self._resolver.label(country), None)
        why = f"{why}; in {name}, by the words beside it"
        return Place(span, span.text, admin1=region, country=country, precision="area", why=why)

    def _doubt_of_quarter(self, span: Span, target: Named, place: Place) -> str | None:
        """A neighbourhood that is called like some town is not that town, unless it lies by one that is named."""
        plain = fold(span.text).split()
        entry = target.place
        if not _QUARTERS & set(plain) or entry is None or entry.kind != "city" or entry.population >= _LARGE:
            return None
        for named in self._names:
            other = named.place
            if other is not None and other.kind == "city" and other.geonames_id != entry.geonames_id:
                if None in (entry.lat, entry.lon, other.lat, other.lon):
                    continue
                if distance_km(entry.lat, entry.lon, other.lat, other.lon) < _QUARTER_KM:  # type: ignore[arg-type]
                    return None
        return f"a quarter of a town, not {place.name} in {place.admin1 or place.country}"

    def _held(self, span: Span) -> Place | None:
        if not self._resolver.phrases.is_held(span.text):
            return None
        return Place(span, span.text, why="described by who holds it, not named")

    def _is_other(self, run: Run) -> bool:
        i = bisect_left(self._others, (run.start, run.start)) - 1
        near = self._others[max(0, i) : i + 3]
        return any(start < run.end and run.start < end for start, end in near)

    def _site(self, span: Span) -> Place | None:
        """ "a residential building" stands in the one settlement that its sentence, or the one before, names."""
        if not self._resolver.phrases.is_site(self._text, span.start, span.end):
            return None
        start, end = self._sentence_around(span.start, span.end)
        towns = self._towns(span, start, end)
        if not towns and start > 1:
            towns = self._towns(span, self._sentence_around(start - 2, start - 2)[0], start)
        if len(towns) != 1:
            return None
        why = f"a site in {towns[0].name}; the point is that of {towns[0].name}"
        return replace(towns[0], name=span.text, geonames_id=None, precision="site", why=why)

    def _sentence_around(self, start: int, end: int) -> tuple[int, int]:
        first = max(self._text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
        ends = [self._text.find(mark, end) for mark in _SENTENCE_ENDS]
        return first, min((e for e in ends if e >= 0), default=len(self._text))

    def _towns(self, span: Span, start: int, end: int) -> list[Place]:
        around = [self._place(span, named) for named in self._between(start, end) if named.doubt is None]
        return list({place.geonames_id: place for place in around if place.precision == "settlement"}.values())

    def id_at(self, start: int, end: int) -> int | None:
        """The GeoNames id of the name at a position, for measuring."""
        for named in self._between(start, end):
            if named.entry is not None:
                return named.entry.geonames
            if named.place is not None and named.doubt is None:
                return named.place.geonames_id
        return None

    # -- reading the report

    def _named(self, found: Found) -> Named:
        entry = self._entry_of(found.words)
        if entry is not None:
            known = self._resolver.index.place(entry.geonames) if entry.geonames else None
            return Named(found, Question([Candidate(known, True)]) if known is not None else None, entry)
        candidates = {hit.place.geonames_id: Candidate(hit.place, hit.main) for hit in found.hits}
        for word in found.words:
            if word.sort == "near":
                key = self._resolver.codebook.places[word.key].geonames
                known = self._resolver.index.place(key) if key else None
                if known is not None:
                    candidates[known.geonames_id] = Candidate(known, True)
                continue
            names_country = word.sort == "demonym" or word.key.startswith("state-")
            iso = country_of(self._resolver.codebook, word) if names_country and word.sort != "metonym" else None
            country = self._resolver.index.country(iso) if iso else None
            if country is not None:
                if word.sort == "demonym":
                    candidates = {}
                candidates[country.geonames_id] = Candidate(country, True)
        return Named(found, Question(list(candidates.values())) if candidates else None)

    def _entry_of(self, entries: Sequence[Word]) -> PlaceEntry | None:
        for word in entries:
            if word.sort == "place":
                return self._resolver.codebook.places[word.key]
        return None

    def _country_weights(self, published: str | None) -> dict[str, float]:
        """What speaks for each country: names of states and their people, and the wars of the time."""
        weights: dict[str, float] = {}
        home: set[str] = set()
        for named in self._names:
            if named.entry is not None:
                for iso in (named.entry.country, *named.entry.within):
                    if iso:
                        weights[iso] = weights.get(iso, 0.0) + 0.5
            for word in named.found.words:
                iso = country_of(self._resolver.codebook, word)
                if iso:
                    said = self._neighbours.adjective_weight(named)
                    weights[iso] = weights.get(iso, 0.0) + named.plainness * said
                    if named.question is not None:
                        named.question.weight = said
                elif word.sort == "near":
                    iso = self._resolver.codebook.places[word.key].country or ""
                    weights[iso] = weights.get(iso, 0.0) + 0.3
        for war in self._resolver.codebook.wars.values():
            if published is None or (war.since <= published[:10] and (war.until or "9999") >= published[:10]):
                named_here = [iso for iso in war.countries if iso in weights]
                for iso in war.countries if named_here or war.home else ():
                    weights[iso] = weights.get(iso, 0.0) + 1.0
                home |= set(war.countries) if war.home else set()
        top = max(weights.values(), default=1.0)
        shares = {iso: weight / max(top, 2.0) for iso, weight in weights.items()}
        return shares | dict.fromkeys(home, _AT_HOME_ALWAYS)

    def _home_countries(self, published: str | None) -> list[str]:
        """The countries that a report on a war is about; none for a report on none."""
        wars = in_wars(self._resolver.codebook, self.countries, published)
        if not wars:
            return []
        fought = {iso for iso in self._resolver.codebook.wars[wars[0]].countries if self.countries.get(iso, 0.0) > 0}
        return sorted(iso for iso, weight in self.countries.items() if iso and (weight >= _AT_HOME or iso in fought))

    def _respelled(self, spans: Sequence[tuple[int, int]]) -> Iterator[Named]:
        """Names in the spans that the index has in another transliteration, in the report's countries only."""
        for start, end in spans if self._home else ():
            run = self._resolver.phrases.name(self._text, start, end)
            if run is None or len(run.text) < _LEAST_LETTERS or self._is_taken(run):
                continue
            hits = self._resolver.index.alike(run.text, self._home)
            if hits:
                candidates = [Candidate(hit.place, False) for hit in hits]
                yield Named(Found(run.start, run.end, run.text, (), hits), Question(candidates))

    def _is_taken(self, run: Run) -> bool:
        return any(n.found.start < run.end and run.start < n.found.end for n in self._names)

    def _doubt(self) -> None:
        """A small place in a country that nothing else in a report on a war speaks for is hardly meant."""
        if not self._home:
            return
        told = {iso for iso, weight in self.countries.items() if weight >= _TOLD} | self._countries_of_large_places()
        for named in self._names:
            question = named.question
            if (
                question is None
                or named.entry is not None
                or named.is_demonym
                or any(_is_held(question, c.place) for c in question.candidates)
            ):
                continue
            far_region = question.kind == "district" and all(c.place.kind == "admin1" for c in question.candidates)
            near = self._home if far_region else told
            if any(c.place.country in near or _is_famous(c) for c in question.candidates):
                continue
            hits = self._resolver.index.alike(named.found.text, self._home)
            if hits:
                question.candidates = [Candidate(hit.place, False) for hit in hits]
            else:
                where = ", ".join(sorted({c.place.country for c in question.candidates})[:3])
                named.doubt = f"the places known by this name lie elsewhere ({where}), in no country of the report"

    def _countries_of_large_places(self) -> set[str]:
        """Countries in which two or more of the report's names have a region or a large town."""
        names: dict[str, set[str]] = {}
        for named in self._names:
            for candidate in named.question.candidates if named.question else ():
                place = candidate.place
                if place.kind == "admin1" or (candidate.main and place.population >= _LARGE):
                    names.setdefault(place.country, set()).add(fold(named.found.text))
        return {iso for iso, found in names.items() if len(found) > 1}

    def _count_places(self) -> None:
        """What was resolved speaks for its country too: a report may name Aleppo and never Syria."""
        for named in self._names:
            place = named.place
            if place is not None and place.kind != "country" and named.doubt is None:
                self.countries[place.country] = self.countries.get(place.country, 0.0) + 0.1

    def _questions(self) -> list[Question]:
        """One question a name, asked once: a name means the same place all through, unless it says otherwise."""
        shared: dict[str, Question] = {}
        questions: list[Question] = []
        for named in self._names:
            question = named.question
            if question is None:
                continue
            key = without_type(fold(named.found.text))
            known = shared.get(key)
            if known is None:
                shared[key] = question
                questions.append(question)
            elif _agree(known, question):
                known.times += 1
                known.containers.extend(question.containers)
                known.countries = tuple(dict.fromkeys((*known.countries, *question.countries)))
                named.question = known
            else:
                questions.append(question)
        return questions

    def _link(self) -> None:
        """What each name's neighbours say of it: the region after a comma, the people before "city of"."""
        for i, named in enumerate(self._names):
            if named.question is None:
                continue
            named.question.kind = self._neighbours.kind(named)
            if named.question.kind == "region":
                self._add_regions(named.question)
            for other in self._neighbours.holders(named.found.end, i + 1):
                if other.question is not None:
                    if _holds_any(other.question, named.question) and other.question.kind is None:
                        other.question.kind = "region"
                    named.question.containers.append(tuple(other.question.candidates))
                elif other.entry is not None and other.entry.country:
                    named.question.countries += (other.entry.country,)
            before = self._neighbours.country_before(named.found.start, i - 1)
            if before and not any(c.place.kind == "country" for c in named.question.candidates):
                named.question.countries += (before,)

    def _add_regions(self, question: Question) -> None:
        """ "Hasaka province": the region that is called as its town is, however either is spelled."""
        if any(c.place.kind == "admin1" for c in question.candidates):
            return
        for candidate in list(question.candidates):
            key = candidate.place.admin1_id
            region = self._resolver.index.place(key) if key else None
            if region is not None and skeleton(without_type(fold(region.name))) == skeleton(candidate.place.name):
                question.candidates.append(Candidate(region, candidate.main))

    # -- reading a span

    def _between(self, start: int, end: int) -> list[Named]:
        i = bisect_left(self._starts, start)
        while i > 0 and self._names[i - 1].found.end > start:
            i -= 1
        inside = []
        while i < len(self._names) and self._names[i].found.start < end:
            if self._names[i].question is not None or self._names[i].entry is not None:
                inside.append(self._names[i])
            i += 1
        return inside

    def _target(self, span: Span, inside: Sequence[Named]) -> Named:
        """The first name that is not there to say in which country the place is."""
        for named in inside[:-1]:
            after = self._text[named.found.end : named.found.end + 2].replace("’", "'")
            if named.is_demonym or (after in ("'s", "s ") and named.found.end < span.end):
                continue
            if self._only_says_where(named, inside):
                continue
            return named
        return inside[-1]

    def _only_says_where(self, named: Named, inside: Sequence[Named]) -> bool:
        """ "Black Sea port of Odesa": the place is Odesa."""
        following = inside[inside.index(named) + 1]
        between = self._text[named.found.end : following.found.start].lower().split()
        return len(between) >= 2 and between[-1] == "of" and between[-2] in CITY_WORDS | {"capital"}

    def _place(self, span: Span, named: Named) -> Place:
        if named.entry is not None:
            place = _from_codebook(span, named.entry)
            known = self._resolver.index.place(place.geonames_id) if place.geonames_id else None
            if known is not None and place.precision == "settlement" and place.lat is None:
                place = replace(
                    place, admin1=place.admin1 or self._resolver.printed(known)[1], lat=known.lat, lon=known.lon
                )
            return place
        entry = named.place
        if entry is None or named.doubt is not None:
            return Place(span, span.text, why=named.doubt or "no place of this name is known")
        return self._from_index(span, entry)

    def _from_index(self, span: Span, entry: Entry) -> Place:
        exact = entry.kind == "city"
        name, region = self._resolver.printed(entry)
        return Place(
            span,
            name,
            geonames_id=entry.geonames_id,
            admin1=region if entry.kind != "country" else None,
            country=entry.country,
            lat=entry.lat if exact else None,
            lon=entry.lon if exact else None,
            precision=_PRECISIONS[entry.kind],
        )

    def _qualified(self, span: Span, target: Named, place: Place) -> Place:
        """Directions, "near", and what stands in the place make it less exact than the name."""
        before = self._text[span.start : target.found.start].lower().replace("-", "").split()
        outside = self._neighbours.words_before(span.start, 1) if not before else []
        head = [word for word in before if word not in ("the", "a", "an")]
        after = self._neighbours.words_after(target.found.end, 1)
        direct = head[-1] if head else (outside[0] if outside else "")
        if direct.replace("-", "") in DIRECTIONS and place.precision not in ("site",):
            return replace(place, lat=None, lon=None, precision="area", why=f"{direct} part of {place.name}")
        if direct in _NEAR:
            return replace(place, lat=None, lon=None, precision="area", why=f"{direct} {place.name}")
        if len(head) >= 2 and head[-1] == "of" and head[-2].replace("-", "") in DIRECTIONS:
            return replace(place, lat=None, lon=None, precision="area", why=f"{head[-2]} of {place.name}")
        if after and after[0] in ("front", "direction", "sector", "border", "coast"):
            return replace(place, lat=None, lon=None, precision="area", why=f"{place.name} {after[0]}")
        nouns = _head_nouns(head)
        if nouns and any(noun in _AREA_HEADS for noun in nouns):
            return replace(place, lat=None, lon=None, precision="area", why=f"{' '.join(nouns)} of {place.name}")
        if nouns and place.precision == "settlement":
            return replace(place, precision="site", why=f"a site in {place.name}; the point is that of {place.name}")
        return place

    def _anaphor(self, span: Span) -> Place | None:
        """ "the city", "the region", "there": the nearest place of that kind before it."""
        plain = [word.strip(",.'’") for word in span.text.lower().split()]
        head = plain[-1] if plain else ""
        if len(plain) > 4 or head not in _ANAPHORS:
            return None
        if not self._resolver.phrases.is_definite(self._text, span.start, span.end):
            return None
        kinds = _ANAPHORS[head]
        for named in reversed(self._names[: bisect_left(self._starts, span.start)]):
            if named.is_demonym or named.kind is None or named.doubt is not None:
                continue
            entry = named.place
            capital = "capital" in kinds and entry is not None and entry.capital
            if named.kind in kinds or capital:
                place = self._place(span, named)
                return replace(place, why=f"{span.text!r} stands for {place.name}, named before")
        return None


def _holds_any(outer: Question, inner: Question) -> bool:
    """Whether a region or country of the one name holds a place of the other."""
    areas = [c.place for c in outer.candidates if c.place.kind == "admin1"]
    return any(holds(area, c.place) for area in areas for c in inner.candidates)


def _in_spans(
    scanner: Scanner, text: str, found: Sequence[Found], spans: Iterable[tuple[int, int]], *, whole: bool
) -> list[Found]:
    """A bold reading of the spans that the scan passed over; in reports on a war not of half names."""
    more: list[Found] = []
    for start, end in spans:
        if not any(name.start < end and start < name.end and (name.is_place or name.words) for name in (*found, *more)):
            more.extend(scanner.scan(text, words(text[start:end], start), bold=True, whole=whole))
    return more


def _agree(one: Question, other: Question) -> bool:
    """Two uses of a name are one place unless their words ask for different kinds or name different holders."""
    if one.kind and other.kind and one.kind != other.kind:
        return False
    if not one.containers or not other.containers:
        return one.kind == other.kind
    first = {c.place.geonames_id for container in one.containers for c in container}
    second = {c.place.geonames_id for container in other.containers for c in container}
    return bool(first & second) and one.kind == other.kind


def _head_nouns(before: Sequence[str]) -> list[str]:
    """The words before "in X": what the site is; empty where they only say what kind of place X is."""
    if not before or before[-1] not in _LINKS:
        return []
    nouns = [word for word in before[:-1] if word not in DIRECTIONS and word not in _LINKS and word != "the"]
    return [] if not nouns or nouns[-1] in HEADS else nouns


def _is_held(question: Question, place: Entry) -> bool:
    """Whether what the words around it say holds the place."""
    return place.country in question.countries or any(
        holds(outer.place, place) for container in question.containers for outer in container
    )


def _is_famous(candidate: Candidate) -> bool:
    place = candidate.place
    return place.capital or place.kind == "country" or (candidate.main and place.population >= _FAMOUS)


def _from_codebook(span: Span, entry: PlaceEntry) -> Place:
    point: tuple[float | None, float | None] = entry.point or (None, None)
    return Place(
        span,
        entry.label or entry.names[0],
        geonames_id=entry.geonames,
        admin1=entry.admin1,
        country=entry.country,
        lat=point[0],
        lon=point[1],
        precision=entry.precision,
        why=f"country as the position of: {entry.position}" if entry.position else None,
    )
