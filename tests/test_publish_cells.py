from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grotius.publish import csv_safe, plain


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1+1"])
def test_a_cell_never_starts_like_a_formula(text: str) -> None:
    assert str(csv_safe(text)).startswith("'")


def test_numbers_stay_numbers() -> None:
    assert csv_safe(-3) == -3


@given(st.text())
def test_any_text_is_one_line_without_controls(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown and "\r" not in shown and "\x1b" not in shown


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = csv_safe(text)
    assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
