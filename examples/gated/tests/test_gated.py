"""Uses everything that `gated` has."""

import gated
import pytest


def test_everything() -> None:
    assert set(gated.__all__) == {"ABSOLUTE_ZERO", "Thermometer", "TooColdError", "celsius", "from_fahrenheit"}
    assert gated.from_fahrenheit(212) == pytest.approx(100)
    inside, outside = gated.Thermometer(), gated.Thermometer(celsius=-5)
    assert inside.celsius == 20
    assert inside.warmer_than(outside) == 25
    assert gated.celsius(inside) == gated.celsius(20)


def test_too_cold() -> None:
    with pytest.raises(gated.TooColdError):
        gated.Thermometer(gated.ABSOLUTE_ZERO - 1)
    assert issubclass(gated.TooColdError, ValueError)
