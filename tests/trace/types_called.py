"""Calls each function of the fixture `good/types` with the values that its `checks.py` has for it."""

import checks
import pytest

FUNCTIONS, NAMES = checks.declared()


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_values_are_taken_and_given(function: checks.Function) -> None:
    samples = [()] if function.parameter is None else [(value,) for value in checks.samples(function.parameter, function.special())]
    assert [finding for values in samples for finding in function.wrong_result(values, NAMES)] == []
