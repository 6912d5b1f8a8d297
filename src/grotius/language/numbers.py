"""Number phrases: digits, words, vague counts, hedges and intervals, with the noun that is counted."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.language.document import Sentence
from grotius.language.token import Token
from grotius.model import Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase. ``low``/``best``/``high`` as in ``model.Figure``.

    ``span`` covers hedge and number ("at least 12"), ``number`` the number alone ("12"). ``head`` is the counted
    noun's token (of "12 people": people), or ``None`` where the noun is left out ("14 were wounded"); ``last`` is
    the number's last token, where rules start to walk. ``article`` marks "a"/"an" read as one ("a child").
    """

    span: Span
    number: Span
    low: int | None
    best: int | None
    high: int | None
    last: Token
    head: Token | None
    hedge: Span | None = None
    approx: bool = False
    article: bool = False


def number_phrases(sentence: Sentence) -> list[Number]:
    """All counts in a parsed sentence, left to right; dates, ages, clock times, ranks and the like are left out."""
    raise NotImplementedError
