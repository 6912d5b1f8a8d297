"""Language: the only room that knows spaCy.

In comes a report's cleaned text and its date of publication; out go sentences, tokens with their parse, names, number
phrases, time phrases and quotations, all with their places in the text. It never decides what a phrase means for a war.
"""

from grotius.language.document import Document, Name, NameFinder, Sentence
from grotius.language.lists import above_in_list, is_listed
from grotius.language.numbers import Number, NumberReader
from grotius.language.pipeline import DEFAULT_MODEL, Language
from grotius.language.quotes import Quote, quotes
from grotius.language.times import TimePhrase, TimeReader
from grotius.language.token import Token

__all__ = [
    "DEFAULT_MODEL",
    "Document",
    "Language",
    "Name",
    "NameFinder",
    "Number",
    "NumberReader",
    "Quote",
    "Sentence",
    "TimePhrase",
    "TimeReader",
    "Token",
    "above_in_list",
    "is_listed",
    "quotes",
]
