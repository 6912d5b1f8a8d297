"""Train a tagger of sources, cues and contents, and set it beside the rules: what would it add, and what would it cost?

    python -m scripts.train_attribution --train TRAIN... --test TEST... [--documents N] [--out MODEL]

A file is PolNeAR's ``*.jsonl`` ({id, text, attributions}), CofeNet's token file ``*.txt`` ({tokens, labels, id}), or a
folder of reports ``NAME.txt`` with statements in ``NAME.json``. The tagger is a linear-chain CRF over the parse that
Grotius makes anyway, one paragraph a sequence. It is trained twice: from the parse alone ("tagger"), and with the spans
of the rules among its features ("both"). "joined" is the rules, and what the first tagger finds beside their spans.
Needs ``python-crfsuite`` (MIT), which Grotius itself does not.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.attribution import Reading, Rules, cofenet, gold_spans
from benchmarks.attribution.conventions import Marked
from benchmarks.attribution.scoring import KINDS, Scores
from grotius.language import Sentence, Token

_NEAR = (-2, -1, 1, 2)
_SEED = 7
_ORDER = ("content", "source", "cue")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the spans that people marked in it."""

    id: str
    text: str
    gold: frozenset[Marked]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One sequence: its tokens' features, the rules' labels, the labels of gold, the tokens' places in the raw text."""

    features: tuple[tuple[str, ...], ...]
    rules: tuple[str, ...]
    gold: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Page:
    text: Text
    paragraphs: tuple[Paragraph, ...]
    rules: frozenset[Marked]


# -- data ----------------------------------------------------------------------------------------------------------


def texts(path: Path) -> list[Text]:
    if path.is_dir():
        return list(_annotated(path))
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.startswith("{")]
    if rows and "tokens" in rows[0]:
        return [_written_out(passage) for passage in cofenet.passages(cofenet.samples(path))]
    return [Text(row["id"], row["text"], frozenset(gold_spans(row))) for row in rows]


def _written_out(passage: cofenet.Passage) -> Text:
    gold = set()
    for sample, places in zip(passage.samples, passage.places, strict=True):
        for span in cofenet.decoded(sample.labels):
            gold.add(Marked(span.kind, places[span.start][0], places[span.end - 1][1]))
    return Text(passage.id, passage.text, frozenset(gold))


def _annotated(folder: Path) -> Iterator[Text]:
    """Statements whose words are given and not their places: the content by its first and last words, the cue near."""
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt").read_text("utf-8")
        gold: set[Marked] = set()
        for row in json.loads(path.read_text("utf-8")).get("statements", []):
            gold |= _located(text, row)
        yield Text(path.stem, text, frozenset(gold))


def _located(text: str, row: dict[str, Any]) -> set[Marked]:
    start = text.find(row["content_start"])
    last = text.find(row["content_end"], start)
    if start < 0 or last < 0:
        return set()
    end = last + len(row["content_end"])
    found = {Marked("content", start, end)}
    for kind, words in (("cue", row.get("cue") or ""), ("source", row.get("speaker") or "")):
        places = [at for at in _occurrences(text, words) if abs(at - start) < 300 or abs(at - end) < 300]
        places = [at for at in places if at >= end or at + len(words) <= start]
        if places:
            at = min(places, key=lambda at: min(abs(at - start), abs(at - end)))
            found.add(Marked(kind, at, at + len(words)))
    return found


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


# -- features --------------------------------------------------------------------------------------------------------


def pages(found: Iterable[Text], rules: Rules) -> Iterator[Page]:
    for text in found:
        reading = rules.read(text.text, text.id)
        if reading is not None:
            yield Page(text, tuple(_paragraphs(reading, text)), frozenset(reading.raw(span) for span in reading.spans))


def _paragraphs(reading: Reading, text: Text) -> Iterator[Paragraph]:
    groups: dict[int, list[Sentence]] = {}
    for sentence in reading.document.sentences:
        groups.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in groups.values():
        tokens = [token for sentence in sentences for token in sentence.tokens]
        clean = [(token.start, token.end) for token in tokens]
        raw = [reading.raw(Marked("", start, end)) for start, end in clean]
        places = tuple((span.start, span.end) for span in raw)
        yield Paragraph(
            tuple(_features(sentences)),
            _labels(cofenet.on_tokens(reading.spans, clean), len(tokens)),
            _labels(cofenet.on_tokens(set(text.gold), places), len(tokens)),
            places,
        )


def _labels(spans: set[Marked], n: int) -> tuple[str, ...]:
    labels = ["O"] * n
    for span in sorted(spans, key=lambda span: (_ORDER.index(span.kind), span.start)):
        labels[span.start : span.end] = [f"I-{span.kind}"] * (span.end - span.start)
        labels[span.start] = f"B-{span.kind}"
    return tuple(labels)


def _features(sentences: Sequence[Sentence]) -> Iterator[tuple[str, ...]]:
    quoted = False
    for sentence in sentences:
        basic = [_basic(token) for token in sentence.tokens]
        for token in sentence.tokens:
            if token.text in ("“", "”", '"', "''", "``"):
                quoted = token.text in ("“", "``") or (token.text in ('"', "''") and not quoted)
            own = [f"0:{name}" for name in basic[token.i]]
            for near in _NEAR:
                at = token.i + near
                own += [f"{near}:{name}" for name in basic[at][:3]] if 0 <= at < len(basic) else [f"{near}:edge"]
            yield (*own, *_above(token), f"quoted={quoted}", f"first={token.i == 0}")


def _basic(token: Token) -> list[str]:
    return [f"w={token.lower}", f"t={token.tag}", f"d={token.dep}", f"l={token.lemma}", f"e={token.ent}"]


def _above(token: Token) -> list[str]:
    """The heads above, with the side on which they stand, and the verb whose clause this is."""
    head = token.head
    side = "<" if head.i < token.i else ">"
    verb = next((above for above in token.ancestors() if above.pos == "VERB"), head)
    path = "/".join([token.dep, *(above.dep for above in token.ancestors())][:4])
    return [
        f"h={head.lemma}{side}",
        f"hd={token.dep}>{head.tag}",
        f"v={verb.lemma}",
        f"path={path}",
        f"kids={'/'.join(child.dep for child in token.children[:6])}",
    ]


def _with_rules(paragraph: Paragraph) -> list[tuple[str, ...]]:
    rules = ("O", *paragraph.rules, "O")
    return [
        (*own, f"rule={rules[at + 1]}", f"rule-1={rules[at]}", f"rule+1={rules[at + 2]}")
        for at, own in enumerate(paragraph.features)
    ]


# -- training and scoring ----------------------------------------------------------------------------------------------


def train(found: Sequence[Page], both: bool, out: Path, iterations: int) -> None:
    import pycrfsuite  # type: ignore[import-not-found, import-untyped, unused-ignore]

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.2, "c2": 0.01, "max_iterations": iterations, "feature.minfreq": 3})
    for page in found:
        for paragraph in page.paragraphs:
            trainer.append(_with_rules(paragraph) if both else paragraph.features, paragraph.gold)
    trainer.train(str(out))


class Tagger:
    """A trained model that marks spans in a page."""

    def __init__(self, path: Path, both: bool) -> None:
        import pycrfsuite  # type: ignore[import-not-found, import-untyped, unused-ignore]

        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._both = both

    def spans(self, page: Page) -> set[Marked]:
        found = set()
        for paragraph in page.paragraphs:
            labels = self._tagger.tag(_with_rules(paragraph) if self._both else paragraph.features)
            for span in cofenet.decoded(labels):
                found.add(Marked(span.kind, paragraph.places[span.start][0], paragraph.places[span.end - 1][1]))
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--test", type=Path, nargs="+", required=True)
    parser.add_argument("--documents", type=int, default=400, help="train on so many documents of each file at most")
    parser.add_argument("--iterations", type=int, default=100)
    parser.add_argument("--out", type=Path, help="keep the two models in this folder")
    options = parser.parse_args()
    rules = Rules()
    training = [page for path in options.train for page in pages(_some(texts(path), options.documents), rules)]
    print(f"{len(training)} documents read for training", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        taggers: dict[str, Tagger] = {}
        for name, both in (("tagger", False), ("both", True)):
            path = folder / f"attribution-{name}.crfsuite"
            started = time.perf_counter()
            train(training, both, path, options.iterations)
            seconds, size = time.perf_counter() - started, path.stat().st_size / 2**20
            print(f"{name}: trained in {seconds:.0f} s, {size:.1f} MiB", flush=True)
            taggers[name] = Tagger(path, both)
        for path in options.test:
            _compare(path, rules, taggers)


def _some(found: list[Text], most: int) -> list[Text]:
    return random.Random(_SEED).sample(found, most) if len(found) > most else found  # noqa: S311


def _compare(path: Path, rules: Rules, taggers: dict[str, Tagger]) -> None:
    started = time.perf_counter()
    found = list(pages(texts(path), rules))
    reading = time.perf_counter() - started
    print(f"\n{path}: {len(found)} texts; read with features in {1000 * reading / len(found):.0f} ms a text")
    _print("rules", [(set(page.rules), page) for page in found])
    for name, tagger in taggers.items():
        started = time.perf_counter()
        marked = [(tagger.spans(page), page) for page in found]
        cost = 1000 * (time.perf_counter() - started) / len(found)
        _print(name, marked, f", {cost:.0f} ms a text")
        if name == "tagger":
            _print("joined", [(_joined(page.rules, spans), page) for spans, page in marked])


def _joined(rules: frozenset[Marked], tagged: set[Marked]) -> set[Marked]:
    """The rules' spans, and those of the tagger that touch none of them."""
    beside = {span for span in tagged if not any(span.start < own.end and own.start < span.end for own in rules)}
    return set(rules) | beside


def _print(name: str, marked: Sequence[tuple[set[Marked], Page]], cost: str = "") -> None:
    scores = Scores()
    for ours, page in marked:
        scores.add(ours, set(page.text.gold))
    table = scores.table()
    cells = (f"{kind} {table[f'{kind}.f1']:.3f} (overlap {table[f'{kind}.overlap_f1']:.3f})" for kind in KINDS)
    print(f"  {name:7}", ", ".join(cells) + cost, flush=True)


if __name__ == "__main__":
    main()
