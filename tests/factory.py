"""Rows for tests, made by hand in a line or two. Words are taken from the text given, so spans always hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from grotius.ids import content_hash, row_id
from grotius.model import (
    Actor,
    Extraction,
    Figure,
    Interaction,
    Measure,
    Mention,
    Mode,
    OffsetMap,
    Place,
    Position,
    Report,
    Span,
    Stance,
    Statement,
    Talk,
    TalkKind,
    TalkStatus,
    Time,
    Versions,
)

Row = TypeVar("Row")

VERSIONS = Versions(grotius="0.1.0", codebook="c0ffee", model="test 1")
LATER_VERSIONS = Versions(grotius="0.2.0", codebook="decade", model="test 1")

KYIV = Place(None, "Kyiv", 703448, "Kyiv City", "UA", 50.45, 30.52, "settlement")
PAVLOHRAD = Place(None, "Pavlohrad", 701075, "Dnipropetrovsk", "UA", 48.53, 35.87, "settlement")
NEXT_TO_PAVLOHRAD = Place(None, "Ternivka", 691650, "Dnipropetrovsk", "UA", 48.52, 35.97, "settlement")
YAROVA = Place(None, "Yarova", 688858, "Donetsk", "UA", 49.05, 37.62, "settlement")
DNIPRO_REGION = Place(None, "Dnipropetrovsk oblast", 709929, "Dnipropetrovsk", "UA", None, None, "region")
UKRAINE = Place(None, "Ukraine", 690791, None, "UA", None, None, "country")
MOSCOW = Place(None, "Moscow", 524901, "Moscow", "RU", 55.75, 37.61, "settlement")

RUSSIA = Actor(None, "Russia", "russia", "state", "party")
UKRAINE_STATE = Actor(None, "Ukraine", "ukraine", "state", "party")
GOVERNOR = Actor(None, "Olena Bondar", "olena-bondar", "person", "party", "governor")
MAYOR = Actor(None, "Petro Hnatiuk", "petro-hnatiuk", "person", "party", "mayor")
ENVOY = Actor(None, "Ann Carter", "ann-carter", "person", "mediator", "envoy")
PRESIDENT = Actor(None, "Ivan Orlov", "ivan-orlov", "person", "party", "president")


def span(text: str, words: str) -> Span:
    """Where the words stand in the text for the first time."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def sentence(text: str, words: str) -> Span:
    """The sentence that the words stand in; sentences of tests end with ". " or with the text."""
    at = text.index(words)
    start = text.rfind(". ", 0, at)
    start = 0 if start < 0 else start + 2
    end = text.find(". ", at)
    end = len(text) if end < 0 else end + 1
    return Span(start, end, text[start:end])


def day(first: str, last: str | None = None) -> Time:
    return Time(None, first, last or first, "day" if last is None else "night")


def report(
    text: str,
    published: str | None = "2025-04-25",
    publisher: str | None = "Daily Example",
    name: str | None = None,
) -> Report:
    """``name`` stands for the URL: two texts under one name are two versions of one report."""
    url = f"https://example.org/{name or content_hash(text)[:12]}"
    return Report(
        id=row_id("r", url),
        hash=content_hash(text),
        text=text,
        raw=text,
        map=OffsetMap(((0, 0, len(text)),)),
        title=text[:30],
        publisher=publisher,
        url=url,
        published=published,
        source=url,
        language="en",
    )


def mention(
    of: Report,
    words: str,
    places: tuple[Place, ...] = (PAVLOHRAD,),
    time: Time | None = None,
    mode: Mode = "drone",
    **more: object,
) -> Mention:
    where = span(of.text, words)
    made = Mention(
        id=row_id("m", of.id, of.hash, where.start, where.end, mode),
        type=f"attack.{mode}",
        mode=mode,
        actuality="actual",
        span=where,
        sentence=sentence(of.text, words),
        places=places,
        time=time or day("2025-04-25"),
    )
    return _with(made, more)


def figure(of: Report, words: str, measure: Measure, best: int | None, **more: object) -> Figure:
    where = span(of.text, words)
    made = Figure(
        id=row_id("f", of.id, of.hash, where.start, where.end, measure),
        measure=measure,
        of=None,
        low=best,
        best=best,
        high=best,
        span=where,
        number=where,
        sentence=sentence(of.text, words),
    )
    return _with(made, more)


def talk(
    of: Report,
    words: str,
    participants: tuple[Actor, ...] = (ENVOY, PRESIDENT),
    status: TalkStatus = "held",
    kind: TalkKind = "meeting",
    **more: object,
) -> Talk:
    where = span(of.text, words)
    made = Talk(
        id=row_id("t", of.id, of.hash, where.start, where.end),
        kind=kind,
        status=status,
        span=where,
        sentence=sentence(of.text, words),
        participants=participants,
    )
    return _with(made, more)


def statement(of: Report, words: str, speaker: Actor = GOVERNOR, **more: object) -> Statement:
    where = span(of.text, words)
    made = Statement(
        id=row_id("s", of.id, of.hash, where.start, where.end),
        speaker=speaker,
        cue=None,
        content=where,
        quoted=False,
        act="assert",
        sentence=sentence(of.text, words),
    )
    return _with(made, more)


def position(
    of: Report,
    words: str,
    actor: Actor = PRESIDENT,
    issue: str = "ceasefire",
    stance: Stance = "reject",
    **more: object,
) -> Position:
    where = span(of.text, words)
    made = Position(
        id=row_id("p", of.id, of.hash, where.start, where.end, issue),
        actor=actor,
        issue=issue,
        stance=stance,
        span=where,
        sentence=sentence(of.text, words),
    )
    return _with(made, more)


def interaction(of: Report, words: str, source: Actor = RUSSIA, target: Actor | None = UKRAINE_STATE) -> Interaction:
    where = span(of.text, words)
    return Interaction(
        id=row_id("i", of.id, of.hash, where.start, where.end),
        source=source,
        root="ASSAULT",
        target=target,
        modality="past",
        span=where,
        sentence=sentence(of.text, words),
    )


def extraction(of: Report, *rows: object, versions: Versions = VERSIONS) -> Extraction:
    """An extraction with the rows sorted into its lists."""

    def every(kind: type) -> tuple[object, ...]:
        return tuple(row for row in rows if isinstance(row, kind))

    lists = {
        "mentions": every(Mention),
        "figures": every(Figure),
        "talks": every(Talk),
        "statements": every(Statement),
        "positions": every(Position),
        "interactions": every(Interaction),
    }
    return Extraction(of, versions, **lists)  # type: ignore[arg-type]


def strike(
    place: Place,
    killed: int | None,
    *,
    published: str = "2025-04-25",
    publisher: str = "Daily Example",
    time: Time | None = None,
    claimant: Actor | None = GOVERNOR,
    name: str | None = None,
    mode: Mode = "drone",
) -> Extraction:
    """One report of one strike with its toll, ready to be added."""
    toll = f"killed {killed} people" if killed is not None else "hit a house"
    text = f"{publisher} reports. A strike on {place.name} {toll} on {published}, officials said. More is to follow."
    of = report(text, published, publisher, name)
    told = mention(of, "A strike", (place,), time, mode)
    rows: list[object] = [told]
    if killed is not None:
        rows.append(figure(of, toll, "killed", killed, mention=told.id, claimant=claimant, place=place, time=told.time))
    return extraction(of, *rows)


def _with(row: Row, more: dict[str, object]) -> Row:
    return replace(row, **more)  # type: ignore[type-var]
