"""Time phrases: what the words mean, read by a closed grammar over the codebook's time words, and the interval they
name. Past-biased against the dateline or date of publication; never today's date. Reads words, not spaCy's objects;
a parse only tells whether the verb looks ahead.
"""

from grotius.language.times.phrases import Offset, TimePhrase, TimeReader

__all__ = ["Offset", "TimePhrase", "TimeReader"]
