# The stubs of the forge are in the public domain.

"""What goes wrong."""

class ForgeError(Exception):
    """The base of the others."""

    degrees: float | None  # Celsius

class ColdError(ForgeError): ...
class BrittleError(ForgeError): ...

# There are no others.
