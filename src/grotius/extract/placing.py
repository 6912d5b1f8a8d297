"""The place of the story: an attack told without a place was where the fighting told just before was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from grotius.extract.scene import Scene
from grotius.language import Document
from grotius.model import Mention


def placed(mentions: Iterable[Mention], document: Document, scene: Scene) -> list[Mention]:
    """The mentions, with the narrowest place told before for actual ones that have none. A state is place enough."""
    return [_placed(mention, document, scene) for mention in mentions]


def _placed(mention: Mention, document: Document, scene: Scene) -> Mention:
    if mention.places or mention.background or mention.actuality != "actual" or _is_on_state(mention, document):
        return mention
    sentence = document.sentence_at(mention.span.start)
    if any(spot.is_state for spot in scene.spots(sentence)):
        return mention
    place = scene.place_before(sentence)
    return replace(mention, places=(place,)) if place is not None else mention


def _is_on_state(mention: Mention, document: Document) -> bool:
    """ "Strikes on Ukraine": nowhere in particular."""
    if mention.target is None:
        return False
    sentence = document.sentence_at(mention.target.start)
    return any(
        name.kind == "state" and mention.target.start <= name.start < mention.target.end for name in sentence.names
    )
