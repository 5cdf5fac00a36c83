"""What a user of `gated` writes. Python runs it, and the type checkers read it."""

import gated

measured: float = gated.celsius(gated.Thermometer()) - gated.celsius(20)
warmth: float = gated.Thermometer(gated.from_fahrenheit(50)).warmer_than(gated.Thermometer())
try:
    gated.Thermometer(celsius=gated.ABSOLUTE_ZERO - 1)
except gated.TooColdError as error:
    assert isinstance(error, ValueError)
